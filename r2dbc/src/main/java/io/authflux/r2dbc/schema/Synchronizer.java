// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.schema;

import io.authflux.error.AuthfluxException;
import io.authflux.error.SchemaMismatchException;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.r2dbc.dialect.Fault;
import io.authflux.r2dbc.statement.Command;
import io.authflux.r2dbc.statement.Query;
import io.authflux.r2dbc.statement.StatementRunner;
import io.authflux.r2dbc.statement.Statements;
import io.authflux.schema.Entity;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Key;
import io.authflux.schema.Reference;
import io.authflux.schema.Schema;
import io.authflux.schema.TypeOrmNames;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Compares the tables with the schema and, if asked to, adds what is missing. It never drops or rewrites anything: what
 * is there but different is refused, with a list. Safe when many instances start at once. Thread-safe.
 */
public final class Synchronizer {

    private static final Logger LOG = LoggerFactory.getLogger(Synchronizer.class);
    private static final String OPERATION = "schema.synchronize";
    private static final int ATTEMPTS = 30;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /**
     * A database without a lock for this is embedded: who else makes its tables is in this JVM, or is kept out by the lock
     * on its file.
     */
    private static final Turnstile WITHOUT_LOCK = new Turnstile();

    private final StatementRunner runner;
    private final Dialect dialect;
    private final String databaseSchema;
    private final Schema schema;
    private final Ddl ddl;

    /**
     * A synchronizer.
     *
     * @param runner runs the statements
     * @param dialect the dialect
     * @param databaseSchema the database schema that the tables are in; empty for the connection's own
     * @param schema the tables
     */
    public Synchronizer(StatementRunner runner, Dialect dialect, String databaseSchema, Schema schema) {
        this.runner = runner;
        this.dialect = dialect;
        this.databaseSchema = databaseSchema;
        this.schema = schema;
        this.ddl = new Ddl(dialect, databaseSchema, schema);
    }

    /**
     * Adds what is missing.
     *
     * @return emits what is there afterwards; fails with {@link SchemaMismatchException}, having changed nothing, if
     *     something is there but different
     */
    public Mono<SchemaState> synchronize() {
        Mono<Boolean> added = runner.inTransaction(
                        OPERATION,
                        statements -> Mono.usingWhen(
                                ask(statements, dialect.synchronizeLock()),
                                locked -> Catalog.read(statements, dialect, databaseSchema)
                                        .flatMap(found -> apply(statements, found))
                                        .thenReturn(true),
                                locked -> ask(statements, dialect.synchronizeUnlock())))
                .retryWhen(Retry.backoff(ATTEMPTS, PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .filter(this::isRace)
                        .onRetryExhaustedThrow((retry, signal) -> signal.failure()));
        boolean locked = dialect.synchronizeLock().isPresent();
        return (locked ? added : WITHOUT_LOCK.pass(added)).then(Mono.defer(this::check));
    }

    /**
     * Says what is missing.
     *
     * @return emits what is there; fails with {@link SchemaMismatchException} if that is not enough
     */
    public Mono<SchemaState> check() {
        return Catalog.read(runner, dialect, databaseSchema).map(found -> {
            Plan plan = Plan.of(schema, found, dialect, ddl);
            refuse(plan.missing(), "tables are missing or incomplete; connect once with synchronize=true to add them");
            refuse(plan.differences(), "tables are not as the schema describes them");
            if (!plan.indexes().isEmpty()) {
                LOG.warn("indexes are missing, which makes large tables slow; to add them: {}", plan.indexes());
            }
            return new SchemaState(EnumSet.complementOf(copy(plan.absent())), fieldsByKey(found), types(found));
        });
    }

    private static Mono<Boolean> ask(Statements statements, Optional<String> query) {
        return Mono.justOrEmpty(query)
                .flatMap(sql -> statements.one(Query.of(OPERATION, sql, row -> true)))
                .defaultIfEmpty(true);
    }

    private Mono<Void> apply(Statements statements, Catalog found) {
        Plan plan = Plan.of(schema, found, dialect, ddl);
        refuse(plan.differences(), "synchronize only adds, it never changes a column; nothing was touched");
        boolean newSchema = !databaseSchema.isEmpty() && found.tables().isEmpty();
        return (newSchema ? Flux.just(ddl.createSchema()) : Flux.<String>empty())
                .concatWith(Flux.fromIterable(plan.statements()))
                .concatMap(sql -> statements.update(new Command(OPERATION, sql, List.of())))
                .then();
    }

    private static void refuse(List<String> differences, String summary) {
        if (!differences.isEmpty()) {
            throw new SchemaMismatchException(summary, differences);
        }
    }

    /** Another instance made something in between: look again, and find less to do. */
    private boolean isRace(Throwable error) {
        Fault fault = error instanceof AuthfluxException ? runner.faults().fault(error) : Fault.FAILURE;
        return fault == Fault.ALREADY_EXISTS || fault == Fault.CONCURRENT;
    }

    private Map<String, String> types(Catalog found) {
        Map<String, String> types = new HashMap<>();
        for (Entity entity : schema.tables()) {
            found.table(entity.table()).ifPresent(table -> table.columns()
                    .forEach((name, column) -> types.put(entity.table() + "." + name, column.type())));
        }
        return types;
    }

    private Map<String, String> fieldsByKey(Catalog found) {
        Map<String, String> fields = new HashMap<>();
        for (Entity entity : schema.tables()) {
            for (Reference reference : entity.references()) {
                List<String> column = List.of(entity.column(reference.field()).name());
                fields.put(TypeOrmNames.foreignKey(entity.table(), column), reference.field());
            }
            entity.keys().stream()
                    .filter(Key::unique)
                    .forEach(key -> fields.put(ddl.keyName(entity, key), entity.describe(key)));
            found.table(entity.table()).ifPresent(table -> table.keys().values().stream()
                    .filter(Catalog.Key::unique)
                    .forEach(key -> {
                        fields.put(key.name(), describe(entity, key));
                        // Some names are those of one key of every table.
                        fields.put(entity.table() + "." + key.name(), describe(entity, key));
                        fields.put(inColumns(entity, key), describe(entity, key));
                    }));
        }
        return fields;
    }

    /** How SQLite names a key. */
    private static String inColumns(Entity entity, Catalog.Key there) {
        return there.columns().stream()
                .map(column -> entity.table() + "." + column)
                .collect(Collectors.joining(", "));
    }

    /** In the words of the model where it has a word for these columns, else in the names of the columns. */
    private static String describe(Entity entity, Catalog.Key there) {
        Set<String> columns = new HashSet<>(there.columns());
        return entity.keys().stream()
                .filter(key -> columns.equals(new HashSet<>(key.fields().stream()
                        .map(field -> entity.column(field).name())
                        .toList())))
                .findFirst()
                .map(entity::describe)
                .orElseGet(() -> String.join(",", there.columns()));
    }

    private static EnumSet<EntityKind> copy(Set<EntityKind> kinds) {
        EnumSet<EntityKind> copy = EnumSet.noneOf(EntityKind.class);
        copy.addAll(kinds);
        return copy;
    }
}
