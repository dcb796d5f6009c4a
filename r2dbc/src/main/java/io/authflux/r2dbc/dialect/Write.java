// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

/** The kinds of changes. */
public enum Write {
    /** {@code INSERT}. */
    INSERT,
    /** {@code UPDATE}. */
    UPDATE,
    /** {@code DELETE}. */
    DELETE
}
