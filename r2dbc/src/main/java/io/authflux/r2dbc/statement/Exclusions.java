// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import io.authflux.error.ConcurrentUpdateException;
import io.r2dbc.spi.IsolationLevel;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The kinds of {@link Exclusion}. */
final class Exclusions {

    private Exclusions() {}

    /** Locks that the end of the transaction ends. */
    record TransactionLock(Query<Boolean> take, String databaseSchema) implements Exclusion {

        @Override
        public <T> Mono<T> alone(
                BoundStatements on, String operation, List<String> names, Function<Statements, Mono<T>> work) {
            return on.inTransaction(IsolationLevel.READ_COMMITTED, statements -> Flux.fromIterable(names)
                    .concatMap(name -> statements.one(take, databaseSchema, name))
                    .then(Mono.defer(() -> work.apply(statements))));
        }
    }

    /**
     * Locks that are the connection's: given back after the commit, because before it nobody else would see what was
     * written, and in any case, or else the connection is closed, which ends them too.
     */
    record SessionLock(Query<Boolean> take, Query<Boolean> release, Command isolation, String databaseSchema)
            implements Exclusion {

        @Override
        public <T> Mono<T> alone(
                BoundStatements on, String operation, List<String> names, Function<Statements, Mono<T>> work) {
            Mono<T> transaction = on.update(isolation).then(on.transaction(null, work));
            return on.toItsEnd(locked(on, operation, names, transaction));
        }

        private <T> Mono<T> locked(BoundStatements on, String operation, List<String> names, Mono<T> work) {
            if (names.isEmpty()) {
                return work;
            }
            String first = names.get(0);
            return Mono.usingWhen(
                    taken(on, operation, first),
                    name -> locked(on, operation, names.subList(1, names.size()), work),
                    name -> released(on, name));
        }

        private Mono<String> taken(BoundStatements on, String operation, String name) {
            return on.one(take, databaseSchema, name)
                    .onErrorResume(error -> on.closePhysical().then(Mono.error(error)))
                    .filter(given -> given)
                    .switchIfEmpty(Mono.error(() -> new ConcurrentUpdateException(operation, null)))
                    .thenReturn(name);
        }

        private Mono<Void> released(BoundStatements on, String name) {
            return on.one(release, databaseSchema, name)
                    .onErrorResume(error -> on.closePhysical().then(Mono.empty()))
                    .then();
        }
    }

    /** Rows that only one can have inserted. */
    record RowLock(Row row, @Nullable IsolationLevel isolation) implements Exclusion {

        @Override
        public <T> Mono<T> alone(
                BoundStatements on, String operation, List<String> names, Function<Statements, Mono<T>> work) {
            return on.inTransaction(isolation, statements -> Flux.fromIterable(names)
                    .concatMap(name -> row.insert(statements, name))
                    .then(Mono.defer(() -> work.apply(statements)))
                    .flatMap(value -> unlocked(statements, names).thenReturn(value))
                    .switchIfEmpty(Mono.defer(() -> unlocked(statements, names).then(Mono.empty()))));
        }

        private Mono<Void> unlocked(Statements statements, List<String> names) {
            return Flux.fromIterable(names)
                    .concatMap(name -> row.delete(statements, name))
                    .then();
        }
    }

    /** Nothing to lock. */
    record OneWriter() implements Exclusion {

        @Override
        public <T> Mono<T> alone(
                BoundStatements on, String operation, List<String> names, Function<Statements, Mono<T>> work) {
            return on.inTransaction(null, work);
        }
    }
}
