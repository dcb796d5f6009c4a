// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

/** How a database compares one of its columns, and what text the column can hold. Immutable. */
public interface TextRules {

    /** Comparison is exact by itself, and every text fits. */
    TextRules EXACT = new TextRules() {};

    /**
     * Marks a parameter that the column is compared with, so that the comparison is exact: case, accents and trailing
     * spaces count, whatever the column's own rules, and its index is used all the same.
     *
     * @param marker the parameter
     * @return the expression to compare the column with
     */
    default String exactly(String marker) {
        return marker;
    }

    /**
     * Compares the column with a parameter, exactly. The marker must appear once, as some drivers count its appearances.
     *
     * @param column the column
     * @param marker the parameter
     * @return the condition, which can stand beside others
     */
    default String equal(String column, String marker) {
        return column + " = " + exactly(marker);
    }

    /**
     * Whether {@link #equal} is stricter than the column's own rules.
     *
     * @return false if they are the same, so that {@link #oneOfMany} finds no more
     */
    default boolean isStricterAlone() {
        return false;
    }

    /**
     * Marks one of many parameters that the column is compared with by its own rules. Whoever reads sorts out what is not
     * the same; that the index is used matters more.
     *
     * @param marker the parameter
     * @return the expression to compare the column with
     */
    default String oneOfMany(String marker) {
        return marker;
    }

    /**
     * Whether the column can hold a text. One that it cannot is not searched for: there is no row.
     *
     * @param text the text
     * @return false if its character set lacks one of the characters
     */
    default boolean canHold(String text) {
        return true;
    }
}
