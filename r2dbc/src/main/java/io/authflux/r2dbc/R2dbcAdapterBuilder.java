// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.adapter.AdapterInfo;
import io.authflux.coalesce.Coalescer;
import io.authflux.error.ConfigurationException;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.r2dbc.dialect.Dialects;
import io.authflux.r2dbc.schema.SchemaState;
import io.authflux.r2dbc.schema.Synchronizer;
import io.authflux.r2dbc.statement.FaultTranslator;
import io.authflux.r2dbc.statement.Query;
import io.authflux.r2dbc.statement.StatementRunner;
import io.authflux.schema.Schema;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Collects what an {@link R2dbcAdapter} needs. Not thread-safe. */
public final class R2dbcAdapterBuilder {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration DEFAULT_SLOW = Duration.ofSeconds(1);

    private final ConnectionFactory connections;
    private @Nullable Dialect dialect;
    private Schema schema = Schema.nextAuth();
    private String databaseSchema = "";
    private Clock clock = Clock.systemUTC();
    private boolean synchronize;
    private boolean logging;
    private Duration statementTimeout = DEFAULT_TIMEOUT;
    private Duration slowQueryThreshold = DEFAULT_SLOW;
    private @Nullable Scheduler blocking;
    private Coalescer.Limits lookups = Coalescer.Limits.DEFAULTS;
    private Mono<Void> release = Mono.empty();

    R2dbcAdapterBuilder(ConnectionFactory connections) {
        this.connections = Objects.requireNonNull(connections, "connections");
    }

    /**
     * Sets the dialect. Default: that of the product that the connection factory names.
     *
     * @param value the dialect
     * @return this builder
     */
    public R2dbcAdapterBuilder dialect(Dialect value) {
        dialect = Objects.requireNonNull(value, "dialect");
        return this;
    }

    /**
     * Sets the tables. Default: {@link Schema#nextAuth()}.
     *
     * @param value the tables, prefix and names as they are to be
     * @return this builder
     */
    public R2dbcAdapterBuilder schema(Schema value) {
        schema = Objects.requireNonNull(value, "schema");
        return this;
    }

    /**
     * Sets the database schema that the tables are in. Default: the connection's own.
     *
     * @param value its name; empty for the connection's own
     * @return this builder
     */
    public R2dbcAdapterBuilder databaseSchema(String value) {
        databaseSchema = Objects.requireNonNull(value, "databaseSchema");
        return this;
    }

    /**
     * Sets what time it is. Default: the system's clock.
     *
     * @param value the clock
     * @return this builder
     */
    public R2dbcAdapterBuilder clock(Clock value) {
        clock = Objects.requireNonNull(value, "clock");
        return this;
    }

    /**
     * Sets whether missing tables, columns and indexes are made. Default: no, they are reported.
     *
     * @param value whether to make them
     * @return this builder
     */
    public R2dbcAdapterBuilder synchronize(boolean value) {
        synchronize = value;
        return this;
    }

    /**
     * Sets whether every statement's text and duration is logged, never a value. Default: no.
     *
     * @param value whether to log
     * @return this builder
     */
    public R2dbcAdapterBuilder logging(boolean value) {
        logging = value;
        return this;
    }

    /**
     * Sets how long the work on a connection may take. Default: 30 s.
     *
     * @param value the limit, zero for none
     * @return this builder
     */
    public R2dbcAdapterBuilder statementTimeout(Duration value) {
        statementTimeout = requireNotNegative("statementTimeout", value);
        return this;
    }

    /**
     * Sets which statements are logged as slow. Default: those that take 1 s.
     *
     * @param value the threshold, zero for none
     * @return this builder
     */
    public R2dbcAdapterBuilder slowQueryThreshold(Duration value) {
        slowQueryThreshold = requireNotNegative("slowQueryThreshold", value);
        return this;
    }

    /**
     * Sets where the work is done if the driver blocks inside, as H2's does. Default: on the caller's thread, which is
     * right for every driver that does not block.
     *
     * @param value a scheduler whose threads may block; never disposed of by the adapter
     * @return this builder
     */
    public R2dbcAdapterBuilder blockingOn(Scheduler value) {
        blocking = Objects.requireNonNull(value, "scheduler");
        return this;
    }

    /**
     * Sets how look-ups of sessions and of users by key are gathered. Default: {@link
     * io.authflux.coalesce.Coalescer.Limits#DEFAULTS}.
     *
     * @param value how much at a time
     * @return this builder
     */
    public R2dbcAdapterBuilder lookups(Coalescer.Limits value) {
        lookups = Objects.requireNonNull(value, "lookups");
        return this;
    }

    /** What to do at close; for whoever opened the connections for this adapter alone. */
    R2dbcAdapterBuilder releasing(Mono<Void> value) {
        release = value;
        return this;
    }

    /**
     * Connects once, and makes or checks the tables.
     *
     * @return emits the adapter; cold, one adapter a subscription; fails with {@link ConfigurationException}, {@link
     *     io.authflux.error.SchemaMismatchException} or {@link io.authflux.error.StoreUnavailableException}
     * @throws ConfigurationException at once if no dialect speaks to this product
     */
    public Mono<R2dbcAdapter> connect() {
        Dialect spoken = dialect != null ? dialect : detect();
        StatementRunner.Settings settings =
                new StatementRunner.Settings(statementTimeout, logging, slowQueryThreshold, blocking);
        StatementRunner runner = new StatementRunner(connections, new FaultTranslator(spoken, Map.of()), settings);
        return runner.info().flatMap(info -> {
            Dialect exact = dialect != null ? dialect : spoken.forServer(info.product(), info.version());
            AdapterInfo named = new AdapterInfo(exact.productName(info.product()), info.version());
            return checkConnection(runner, exact).then(Mono.defer(() -> adapter(runner, exact, named)));
        });
    }

    private static Mono<Void> checkConnection(StatementRunner runner, Dialect spoken) {
        return Mono.justOrEmpty(spoken.connectionCheck())
                .map(sql -> Query.of("connect", sql, row -> String.valueOf(row.get(0, String.class))))
                .flatMap(runner::one)
                .flatMap(problem -> Mono.error(new ConfigurationException(problem)));
    }

    private Mono<R2dbcAdapter> adapter(StatementRunner runner, Dialect spoken, AdapterInfo info) {
        Synchronizer synchronizer = new Synchronizer(runner, spoken, databaseSchema, schema);
        Mono<SchemaState> tables = synchronize ? synchronizer.synchronize() : synchronizer.check();
        return tables.map(state -> {
            StatementRunner translating = runner.with(new FaultTranslator(spoken, state.fieldsByKey()));
            Tables compiled = new Tables(spoken, databaseSchema, schema, state);
            return new R2dbcAdapter(new StoreContext(translating, compiled, clock, lookups), info, release);
        });
    }

    private Dialect detect() {
        return Dialects.of(connections.getMetadata())
                .orElseThrow(() -> new ConfigurationException("no dialect speaks to "
                        + connections.getMetadata().getName() + "; known are " + Dialects.names()
                        + ", or give your own to the builder"));
    }

    private static Duration requireNotNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, was " + value);
        }
        return value;
    }
}
