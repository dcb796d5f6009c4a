// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An index, unique or not.
 *
 * @param fields the fields it covers, in order
 * @param unique whether no two rows may have the same values
 * @param explicitName its name in the database; null for the name that the table's {@link KeyNames} derive
 * @param advised whether the layout's own adapter does not make it: it is made with the table, and where the table is there
 *     without it that is said once, and what it would keep right is kept right without it
 */
public record Key(
        List<String> fields, boolean unique, @Nullable String explicitName, boolean advised) {

    /** Checks and copies. */
    public Key {
        fields = List.copyOf(fields);
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("a key must have fields");
        }
        if (explicitName != null) {
            Column.requireName(explicitName, "name of a key");
        }
    }

    /**
     * A unique key.
     *
     * @param fields the fields
     * @return the key, named by the table
     */
    public static Key unique(String... fields) {
        return new Key(List.of(fields), true, null, false);
    }

    /**
     * An index.
     *
     * @param fields the fields
     * @return the index, named by the table
     */
    public static Key index(String... fields) {
        return new Key(List.of(fields), false, null, false);
    }

    /**
     * The same key under a name of its own.
     *
     * @param name the name in the database
     * @return the key
     */
    public Key named(String name) {
        return new Key(fields, unique, Objects.requireNonNull(name, "name"), advised);
    }

    /**
     * The same key as one that the layout's own adapter does not make.
     *
     * @return the key
     */
    public Key asAdvised() {
        return new Key(fields, unique, explicitName, true);
    }

    /**
     * The name, if it has one of its own.
     *
     * @return empty for the name that the table derives
     */
    public Optional<String> name() {
        return Optional.ofNullable(explicitName);
    }
}
