// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.schema;

import io.authflux.error.AuthfluxException;
import io.authflux.error.ConcurrentUpdateException;
import io.authflux.error.SchemaMismatchException;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.r2dbc.dialect.Fault;
import io.authflux.r2dbc.statement.Command;
import io.authflux.r2dbc.statement.Query;
import io.authflux.r2dbc.statement.StatementRunner;
import io.authflux.r2dbc.statement.Statements;
import io.authflux.schema.Column;
import io.authflux.schema.Entity;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Key;
import io.authflux.schema.Reference;
import io.authflux.schema.Schema;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Compares the tables with the schema and, if asked to, adds what is missing. It rewrites nothing: what is there but
 * different is refused, with a list; and drops nothing, unless that is asked for in words that cannot be overlooked. Safe when many instances start at once. Thread-safe.
 */
public final class Synchronizer {

    private static final Logger LOG = LoggerFactory.getLogger(Synchronizer.class);
    private static final String OPERATION = "schema.synchronize";

    /** All that SQLite says of a foreign key; every one of ours is of the field that refers to a user. */
    private static final String ANY_FOREIGN_KEY = "FOREIGN KEY constraint failed";

    /** How MySQL answers if somebody else keeps the lock for too long. */
    private static final String NOT_GIVEN = "0";

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
    private final String name;
    private final String databaseSchema;
    private final Schema schema;
    private final Ddl ddl;

    /**
     * A synchronizer.
     *
     * @param runner runs the statements
     * @param dialect the dialect
     * @param layout the tables and the database schema that they are in
     */
    public Synchronizer(StatementRunner runner, Dialect dialect, TableLayout layout) {
        this.runner = runner;
        this.dialect = dialect;
        this.name = layout.name();
        this.databaseSchema = layout.databaseSchema();
        this.schema = layout.schema();
        this.ddl = new Ddl(dialect, layout);
    }

    /**
     * Adds what is missing.
     *
     * @param dropFirst whether the schema's own tables are dropped before, with all that is in them
     * @return emits what is there afterwards; fails with {@link SchemaMismatchException}, having changed nothing, if
     *     something is there but different
     */
    public Mono<SchemaState> synchronize(boolean dropFirst) {
        Mono<Boolean> added = runner.inTransaction(
                        OPERATION,
                        statements -> Mono.usingWhen(
                                ask(statements, dialect.synchronizeLock()),
                                locked -> locked || !dropFirst ? change(statements, dropFirst) : Mono.error(busy()),
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
            if (plan.absent().contains(EntityKind.AUTHENTICATOR)) {
                LOG.info(
                        "there is no table for passkeys; to add it: {}",
                        ddl.createTable(schema.entity(EntityKind.AUTHENTICATOR)));
            }
            if (!plan.advised().isEmpty()) {
                LOG.warn(
                        "the tables lack keys that the {} adapter does not make; without them others may write what should"
                                + " be unique twice, and large tables are slow; to add them: {}",
                        name,
                        plan.advised());
            }
            return new SchemaState(
                    found.adapt(schema),
                    EnumSet.complementOf(copy(plan.absent())),
                    fieldsByKey(found),
                    plan.unguarded(),
                    types(found));
        });
    }

    private static Mono<Boolean> ask(Statements statements, Optional<String> query) {
        return Mono.justOrEmpty(query)
                .flatMap(sql ->
                        statements.one(Query.of(OPERATION, sql, row -> !NOT_GIVEN.equals(String.valueOf(row.get(0))))))
                .defaultIfEmpty(true);
    }

    private Mono<Boolean> change(Statements statements, boolean dropFirst) {
        return Catalog.read(statements, dialect, databaseSchema)
                .flatMap(found -> dropFirst ? drop(statements, found) : Mono.just(found))
                .flatMap(found -> apply(statements, found))
                .thenReturn(true);
    }

    /** Adding twice is harmless, dropping what another instance has just made is not. */
    private static ConcurrentUpdateException busy() {
        return new ConcurrentUpdateException(OPERATION, null);
    }

    /**
     * What would be added.
     *
     * @return emits the statements, and what they would be refused for; changes nothing
     */
    public Mono<SchemaPlan> plan() {
        return Catalog.read(runner, dialect, databaseSchema).map(found -> {
            Plan plan = Plan.of(schema, found, dialect, ddl);
            return new SchemaPlan(statements(plan, found), plan.differences());
        });
    }

    private Mono<Void> apply(Statements statements, Catalog found) {
        Plan plan = Plan.of(schema, found, dialect, ddl);
        refuse(plan.differences(), "synchronize only adds, it never changes a column; nothing was touched");
        return run(statements, statements(plan, found));
    }

    private List<String> statements(Plan plan, Catalog found) {
        boolean newSchema = !databaseSchema.isEmpty() && found.tables().isEmpty();
        return Stream.concat(newSchema ? Stream.of(ddl.createSchema()) : Stream.empty(), plan.statements().stream())
                .toList();
    }

    /** The tables of the schema and no others, those that refer to another first; a table of somebody else that does stops it. */
    private Mono<Catalog> drop(Statements statements, Catalog found) {
        List<String> drops = schema.tables().stream()
                .filter(entity -> found.table(entity.table()).isPresent())
                .sorted(Comparator.comparing(entity -> entity.references().isEmpty()))
                .map(ddl::dropTable)
                .toList();
        if (!drops.isEmpty()) {
            LOG.warn("dropSchema: {}", drops);
        }
        return run(statements, drops).then(Mono.defer(() -> Catalog.read(statements, dialect, databaseSchema)));
    }

    private static Mono<Void> run(Statements statements, List<String> sql) {
        return Flux.fromIterable(sql)
                .concatMap(one -> statements.update(new Command(OPERATION, one, List.of())))
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
                fields.put(entity.names().foreignKey(entity.table(), column), reference.field());
                fields.put(ANY_FOREIGN_KEY, reference.field());
            }
            entity.keys().stream()
                    .filter(Key::unique)
                    .forEach(key -> fields.put(ddl.keyName(entity, key), entity.describe(key)));
            found.table(entity.table()).ifPresent(table -> table.keys().values().stream()
                    .filter(Catalog.Key::unique)
                    .forEach(key -> {
                        // MySQL calls every primary key PRIMARY, with the table before it; MariaDB without.
                        fields.put(key.name(), describe(entity, key));
                        fields.put(entity.table() + "." + key.name(), describe(entity, key));
                        fields.put(entity.kind().store() + "." + key.name(), describe(entity, key));
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
                .orElseGet(() -> there.columns().stream()
                        .map(name -> field(entity, name))
                        .collect(Collectors.joining(",")));
    }

    private static String field(Entity entity, String column) {
        return entity.columns().stream()
                .filter(c -> c.name().equals(column))
                .findFirst()
                .map(Column::field)
                .orElse(column);
    }

    private static EnumSet<EntityKind> copy(Set<EntityKind> kinds) {
        EnumSet<EntityKind> copy = EnumSet.noneOf(EntityKind.class);
        copy.addAll(kinds);
        return copy;
    }
}
