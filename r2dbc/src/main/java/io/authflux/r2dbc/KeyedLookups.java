// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.coalesce.LookupSource;
import io.authflux.r2dbc.statement.Query;
import io.authflux.r2dbc.statement.Statements;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Looks rows up by a key, one or many at a time. Immutable. */
final class KeyedLookups<V> implements LookupSource<String, V> {

    private final Statements statements;
    private final Query<V> one;
    private final ManyQuery<V> many;
    private final Function<V, String> key;
    private final Supplier<List<Object>> rest;

    /** {@code rest}: the arguments after the keys, asked for with each statement. */
    KeyedLookups(
            Statements statements,
            Query<V> one,
            ManyQuery<V> many,
            Function<V, String> key,
            Supplier<List<Object>> rest) {
        this.statements = statements;
        this.one = one;
        this.many = many;
        this.key = key;
        this.rest = rest;
    }

    @Override
    public Mono<V> one(String wanted) {
        return statements.one(one, arguments(new Object[] {wanted}));
    }

    @Override
    public Mono<List<V>> many(List<String> wanted) {
        return statements.all(many.query(wanted.size()), arguments(many.arguments(wanted)));
    }

    @Override
    public boolean isOneStricter() {
        return many.isForgiving();
    }

    @Override
    public String key(V row) {
        return key.apply(row);
    }

    private @Nullable Object[] arguments(Object[] keys) {
        List<Object> more = rest.get();
        Object[] arguments = Arrays.copyOf(keys, keys.length + more.size());
        for (int i = 0; i < more.size(); i++) {
            arguments[keys.length + i] = more.get(i);
        }
        return arguments;
    }
}
