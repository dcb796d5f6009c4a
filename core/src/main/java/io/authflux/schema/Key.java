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
 * @param explicitName its name in the database; null for the name that TypeORM would derive
 */
public record Key(
        List<String> fields, boolean unique, @Nullable String explicitName) {

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
     * @return the key, named as TypeORM would
     */
    public static Key unique(String... fields) {
        return new Key(List.of(fields), true, null);
    }

    /**
     * An index.
     *
     * @param fields the fields
     * @return the index, named as TypeORM would
     */
    public static Key index(String... fields) {
        return new Key(List.of(fields), false, null);
    }

    /**
     * The same key under a name of its own.
     *
     * @param name the name in the database
     * @return the key
     */
    public Key named(String name) {
        return new Key(fields, unique, Objects.requireNonNull(name, "name"));
    }

    /**
     * The name, if it has one of its own.
     *
     * @return empty for the name that TypeORM would derive
     */
    public Optional<String> name() {
        return Optional.ofNullable(explicitName);
    }
}
