// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import java.util.Objects;

/**
 * A password. Equal by value; prints as {@code <hidden>}.
 *
 * @param value the password itself
 */
public record Secret(String value) {

    /** Checks. */
    public Secret {
        Objects.requireNonNull(value, "value");
    }

    /** Hides the value. */
    @Override
    public String toString() {
        return "<hidden>";
    }
}
