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
     * Whether the column can hold a text. One that it cannot is not searched for: there is no row.
     *
     * @param text the text
     * @return false if its character set lacks one of the characters
     */
    default boolean canHold(String text) {
        return true;
    }
}
