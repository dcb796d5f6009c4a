// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import org.jspecify.annotations.Nullable;

/** R2DBC asks for {@link IllegalArgumentException} where Java would throw on a null. */
final class Require {

    private Require() {}

    static <T> T notNull(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " must not be null");
        }
        return value;
    }
}
