// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import io.authflux.error.UniqueViolationException;
import io.authflux.r2dbc.dialect.Codec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Keeps values one row's alone where no index does: others that ask for the same values wait, then one looks. Only those
 * who ask wait; what another program inserts without asking is seen once it is committed. Immutable.
 *
 * @param field the field to report
 * @param lock with one text parameter, makes others wait until the transaction ends; null where the look does
 * @param look finds another row with the values
 * @param values which of the change's arguments are the values
 * @param self which argument is the key of the row that is changed, -1 for a new row
 */
public record Guard(String field, @Nullable Query<Boolean> lock, Query<Boolean> look, List<Integer> values, int self) {

    /** What no text in a database can hold stands between the values of a key. */
    private static final String SEPARATOR = "\u001F";

    /** Copies. */
    public Guard {
        values = List.copyOf(values);
    }

    /** Is empty if the change may be made; fails with {@link UniqueViolationException} if not. */
    Mono<Void> check(Statements statements, @Nullable Object... arguments) {
        List<@Nullable Object> key = new ArrayList<>();
        for (int index : values) {
            if (arguments[index] == null) {
                return Mono.empty();
            }
            key.add(arguments[index]);
        }
        Mono<Boolean> locked = lock == null ? Mono.empty() : statements.one(withText(lock), name(key));
        if (self >= 0) {
            key.add(arguments[self]);
        }
        return locked.then(Mono.defer(() -> statements.one(look, key.toArray())))
                .flatMap(found -> Mono.error(new UniqueViolationException(look.operation(), field, null)));
    }

    private static Query<Boolean> withText(Query<Boolean> lock) {
        return new Query<>(lock.operation(), lock.sql(), List.of(Codec.plain(String.class)), lock.reader());
    }

    private String name(List<@Nullable Object> key) {
        StringBuilder name = new StringBuilder(field);
        key.forEach(value -> name.append(SEPARATOR).append(value));
        return name.toString();
    }
}
