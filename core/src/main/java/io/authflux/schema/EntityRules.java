// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must be true of a table's definition, so that a mistake is found where it is made. */
final class EntityRules {

    /** What the layouts have generated, beside the model and for nobody to see; reading it would only cost. */
    private static final Set<String> INTERNAL = Set.of("id", "compoundId", "createdAt", "updatedAt");

    /** What rows are asked for by the dozen: an answer is matched with its question by the value as it was asked. */
    private static final Set<String> IDENTITIES = Set.of("id", "userId", "sessionToken");

    private EntityRules() {}

    static boolean isAttribute(EntityKind kind, Column column) {
        boolean internal = column.generator() != Generator.NONE && INTERNAL.contains(column.field());
        return !internal && kind.field(column.field()).isEmpty();
    }

    static void check(
            EntityKind kind,
            List<Column> columns,
            List<String> primaryKey,
            List<Key> keys,
            List<Reference> references) {
        requireDistinct(kind, columns);
        requireModel(kind, columns);
        requireNames(kind, keys);
        Set<String> known = new HashSet<>(columns.stream().map(Column::field).toList());
        List<String> used = new ArrayList<>(primaryKey);
        keys.forEach(k -> used.addAll(k.fields()));
        references.forEach(r -> used.add(r.field()));
        Set<String> encoded = new HashSet<>(columns.stream()
                .filter(c -> c.codec() != null && !c.codec().isDeterministic())
                .map(Column::field)
                .toList());
        requireIdentities(kind, columns);
        for (String field : used) {
            if (encoded.contains(field)) {
                throw new IllegalArgumentException(
                        kind + ": a key speaks of " + field + ", which a codec makes different every time");
            }
            if (!known.contains(field)) {
                throw new IllegalArgumentException(kind + ": a key speaks of " + field + ", which has no column");
            }
        }
    }

    private static void requireIdentities(EntityKind kind, List<Column> columns) {
        columns.stream()
                .filter(c -> c.codec() != null && IDENTITIES.contains(c.field()))
                .findFirst()
                .ifPresent(c -> {
                    throw new IllegalArgumentException(kind + ": " + c.field() + " cannot have a codec");
                });
    }

    private static void requireDistinct(EntityKind kind, List<Column> columns) {
        Set<String> fields = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            if (!fields.add(column.field()) || !names.add(column.name())) {
                throw new IllegalArgumentException(kind + ": " + column.field() + " (column " + column.name()
                        + ") uses the field or the column name of another column");
            }
        }
    }

    /** Two keys of one name, or two of the same fields without a name, are one key to the database. */
    private static void requireNames(EntityKind kind, List<Key> keys) {
        Set<Object> names = new HashSet<>();
        for (Key key : keys) {
            if (!names.add(key.name().<Object>map(n -> n).orElse(List.of(key.unique(), Set.copyOf(key.fields()))))) {
                throw new IllegalArgumentException(
                        kind + ": two keys of " + key.fields() + " would have the same name in the database");
            }
        }
    }

    private static void requireModel(EntityKind kind, List<Column> columns) {
        for (EntityKind.Field field : kind.fields()) {
            Optional<Column> column =
                    columns.stream().filter(c -> c.field().equals(field.name())).findFirst();
            if (column.isEmpty() && field.required()) {
                throw new IllegalArgumentException(kind + ": the field " + field.name() + " needs a column");
            }
            column.filter(c -> c.type().javaType() != field.javaType()).ifPresent(c -> {
                throw new IllegalArgumentException(kind + ": " + field.name() + " holds a "
                        + field.javaType().getSimpleName() + ", which " + c.type() + " cannot represent");
            });
        }
    }
}
