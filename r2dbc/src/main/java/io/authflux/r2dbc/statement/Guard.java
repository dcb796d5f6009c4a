// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import io.authflux.error.UniqueViolationException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Keeps values one row's alone where no index does: others that ask for the same values wait, then one looks. Only those
 * who ask wait; what another program inserts without asking is seen once it is committed. Immutable.
 *
 * @param field the field to report
 * @param lock names what is locked: the table and the key
 * @param look finds another row with the values
 * @param arguments which of the change's arguments the look takes, in order
 * @param values which of them are values of the key: if one is null nothing can be the same
 * @param named which of them the lock's name tells apart; none if every change of the key must wait for every other
 */
public record Guard(
        String field,
        String lock,
        Query<Boolean> look,
        List<Integer> arguments,
        List<Integer> values,
        List<Integer> named) {

    /** What no text in a database can hold stands between the values of a key. */
    private static final String SEPARATOR = "\0";

    /** Copies. */
    public Guard {
        arguments = List.copyOf(arguments);
        values = List.copyOf(values);
        named = List.copyOf(named);
    }

    /** Whether the change writes values that another row could have. */
    boolean applies(@Nullable Object... change) {
        return values.stream().allMatch(index -> change[index] != null);
    }

    /** Is empty if the change may be made; fails with {@link UniqueViolationException} if not. */
    Mono<Void> check(Statements statements, @Nullable Object... change) {
        @Nullable
        Object[] looked = arguments.stream().map(index -> change[index]).toArray();
        return statements
                .one(look, looked)
                .flatMap(found -> Mono.error(new UniqueViolationException(look.operation(), field, null)));
    }

    /** A hash: the server shows the names of locks to others, and they must fit into any column. */
    String name(@Nullable Object... change) {
        StringBuilder name = new StringBuilder(lock);
        named.forEach(index -> name.append(SEPARATOR).append(change[index]));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(name.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
