// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

/**
 * A comparison of a column with a parameter.
 *
 * @param field the field that the column holds
 * @param operator SQL's comparison
 */
record Condition(String field, String operator) {

    static Condition equal(String field) {
        return new Condition(field, "=");
    }

    static Condition atLeast(String field) {
        return new Condition(field, ">=");
    }

    static Condition before(String field) {
        return new Condition(field, "<");
    }
}
