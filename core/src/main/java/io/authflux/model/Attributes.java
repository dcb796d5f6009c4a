// SPDX-License-Identifier: Apache-2.0
package io.authflux.model;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Shared by the records: copies of attribute maps, and printing without values. */
final class Attributes {

    /** What a secret prints as. */
    private static final String HIDDEN = "<hidden>";

    private Attributes() {}

    static Map<String, Object> copy(Map<String, Object> attributes) {
        return Map.copyOf(attributes);
    }

    /** Attributes may be anything, a password hash too: their names are printed, their values are not. */
    static Set<String> names(Map<String, ?> attributes) {
        return new TreeSet<>(attributes.keySet());
    }

    static @Nullable String hidden(@Nullable Object secret) {
        return secret == null ? null : HIDDEN;
    }
}
