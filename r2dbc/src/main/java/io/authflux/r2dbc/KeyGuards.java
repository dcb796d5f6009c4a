// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.r2dbc.statement.Change;
import io.authflux.r2dbc.statement.Exclusion;
import io.authflux.r2dbc.statement.Guard;
import io.authflux.schema.Column;
import io.authflux.schema.Entity;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Key;
import java.util.ArrayList;
import java.util.List;

/**
 * Guards the keys of one table that no index keeps unique.
 *
 * @param table the table
 * @param dialect the dialect
 * @param keys the keys
 * @param exclusion lets those through one at a time who write the same values
 */
record KeyGuards(Table<?> table, Dialect dialect, List<Key> keys, Exclusion exclusion) {

    /** {@code self}: which argument is the key of the row that is changed, -1 for a new row. */
    <T> Change<T> around(Change<T> change, List<String> fields, int self) {
        List<Guard> guards = keys.stream()
                .filter(key -> isWritten(key, fields, self))
                .map(key -> guard(change.operation(), key, fields, self))
                .toList();
        return guards.isEmpty() ? change : Change.guarded(change, guards, exclusion);
    }

    /** What is not written of a key is the row's own, if the row is known. */
    private static boolean isWritten(Key key, List<String> fields, int self) {
        return self < 0
                ? fields.containsAll(key.fields())
                : key.fields().stream().anyMatch(fields::contains);
    }

    private Guard guard(String operation, Key key, List<String> fields, int self) {
        Entity entity = table.entity();
        List<Integer> written =
                key.fields().stream().map(fields::indexOf).filter(i -> i >= 0).toList();
        List<Integer> arguments = new ArrayList<>(written);
        SqlText sql = new SqlText(dialect).add("SELECT 1 FROM " + table.sqlName() + " o");
        if (self >= 0) {
            arguments.add(0, self);
            sql.add(" JOIN " + table.sqlName() + " me ON " + column("me", "id") + " = ")
                    .criterion(table, "id")
                    .add(" AND " + column("o", "id") + " <> " + column("me", "id"));
        }
        String separator = " WHERE ";
        for (String field : key.fields()) {
            sql.add(separator);
            if (fields.contains(field)) {
                sql.compare(table, field, column("o", field), "=");
            } else {
                sql.add(column("o", field) + " = " + column("me", field));
            }
            separator = " AND ";
        }
        return new Guard(
                entity.describe(key),
                entity.table() + ":" + entity.describe(key),
                sql.query(operation, row -> true),
                arguments,
                written,
                canChangeInPart(key) ? List.of() : written);
    }

    /** Who writes one value of such a key knows the others only once it waits for nobody, so that all wait for all. */
    private boolean canChangeInPart(Key key) {
        return table.entity().kind() == EntityKind.USER && key.fields().size() > 1;
    }

    private String column(String alias, String field) {
        Column column = table.entity().column(field);
        return table.column(alias, column);
    }
}
