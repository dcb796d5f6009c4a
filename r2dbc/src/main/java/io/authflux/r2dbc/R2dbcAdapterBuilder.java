// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.adapter.AdapterInfo;
import io.authflux.coalesce.Coalescer;
import io.authflux.error.ConfigurationException;
import io.authflux.layout.Layout;
import io.authflux.layout.Layouts;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.r2dbc.dialect.Dialects;
import io.authflux.r2dbc.schema.LayoutChoice;
import io.authflux.r2dbc.schema.SchemaPlan;
import io.authflux.r2dbc.schema.SchemaState;
import io.authflux.r2dbc.schema.Synchronizer;
import io.authflux.r2dbc.statement.FaultTranslator;
import io.authflux.r2dbc.statement.Query;
import io.authflux.r2dbc.statement.StatementRunner;
import io.authflux.schema.Schema;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
    private LayoutChoice layouts = LayoutChoice.DEFAULT;
    private Clock clock = Clock.systemUTC();
    private boolean synchronize;
    private boolean dropping;
    private boolean logging;
    private Duration acquireTimeout = Duration.ZERO;
    private Duration statementTimeout = DEFAULT_TIMEOUT;
    private Duration slowQueryThreshold = DEFAULT_SLOW;
    private @Nullable Scheduler blocking;
    private Coalescer.Limits lookups = Coalescer.Limits.DEFAULTS;
    private @Nullable ConnectionFactory replicas;
    private Mono<Void> release = Mono.empty();

    R2dbcAdapterBuilder(ConnectionFactory connections) {
        this.connections = Objects.requireNonNull(connections, "connections");
    }

    /**
     * Sets the dialect. Default: that of the product that the connection factory names, {@link Dialects#ansi()} if none
     * is known.
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
        return layout(Layout.of(Objects.requireNonNull(value, "schema")));
    }

    /**
     * Sets whose tables they are. Default: {@link Layouts#nextAuth()}.
     *
     * @param value the layout
     * @return this builder
     */
    public R2dbcAdapterBuilder layout(Layout value) {
        layouts = layouts.of(List.of(Objects.requireNonNull(value, "layout")));
        return this;
    }

    /**
     * Finds out from the tables that are there whose they are, among all {@link Layouts}.
     *
     * @return this builder
     */
    public R2dbcAdapterBuilder detectLayout() {
        layouts = layouts.of(Layouts.all());
        return this;
    }

    /** Sets what the options of a URL say of the tables. */
    R2dbcAdapterBuilder layouts(LayoutChoice value) {
        layouts = value;
        return this;
    }

    /**
     * Sets the database schema that the tables are in. Default: the layout's, normally the connection's own.
     *
     * @param value its name; empty for the default
     * @return this builder
     */
    public R2dbcAdapterBuilder databaseSchema(String value) {
        layouts = layouts.in(Objects.requireNonNull(value, "databaseSchema"));
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
     * @param value the limit, zero for none: then a statement that is never answered keeps its connection for ever
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
    public R2dbcAdapterBuilder lookupLimits(Coalescer.Limits value) {
        lookups = Objects.requireNonNull(value, "lookups");
        return this;
    }

    /**
     * Sets where sessions are looked up by their token: on copies of the database. A change is seen there as late as they
     * see it; what they do not find, and what they cannot answer because they are away, is asked for where it is written.
     * Default: everything is.
     *
     * @param value where connections to copies come from; use a pool; never closed by the adapter
     * @return this builder
     */
    public R2dbcAdapterBuilder lookupsOn(ConnectionFactory value) {
        replicas = Objects.requireNonNull(value, "replicas");
        return this;
    }

    /** Whether the tables are dropped before they are made; for whoever asked if that is meant. */
    R2dbcAdapterBuilder dropping(boolean value) {
        dropping = value;
        return this;
    }

    /** How long a connection is waited for, zero for as long as the factory takes; for whoever made the pool. */
    R2dbcAdapterBuilder acquireTimeout(Duration value) {
        acquireTimeout = value;
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
     */
    public Mono<R2dbcAdapter> connect() {
        return connected(this::adapter);
    }

    /**
     * Connects once, compares the tables with the schema, and changes nothing.
     *
     * @return emits what {@link #synchronize} would do and what it would refuse; cold; fails as {@link #connect} does
     */
    public Mono<SchemaPlan> plan() {
        return connected((runner, spoken, info) ->
                layouts.settle(runner, spoken).flatMap(layout -> new Synchronizer(runner, spoken, layout).plan()));
    }

    /** What is done with a connection that turned out to be good. */
    private interface Work<T> {
        Mono<T> with(StatementRunner runner, Dialect spoken, AdapterInfo info);
    }

    private <T> Mono<T> connected(Work<T> work) {
        Dialect spoken = dialect != null
                ? dialect
                : Dialects.of(connections.getMetadata()).orElseGet(Dialects::ansi);
        StatementRunner runner =
                new StatementRunner(connections, new FaultTranslator(spoken, Map.of()), settings(spoken));
        return runner.info().flatMap(info -> {
            Dialect exact = dialect != null ? dialect : spoken.forServer(info.product(), info.version());
            AdapterInfo named = new AdapterInfo(exact.productName(info.product()), info.version());
            return checkConnection(runner, exact).then(Mono.defer(() -> work.with(runner, exact, named)));
        });
    }

    private static Mono<Void> checkConnection(StatementRunner runner, Dialect spoken) {
        return Mono.justOrEmpty(spoken.connectionCheck())
                .map(sql -> Query.of("connect", sql, row -> String.valueOf(row.get(0, String.class))))
                .flatMap(runner::one)
                .flatMap(problem -> Mono.error(new ConfigurationException(problem)));
    }

    private Mono<R2dbcAdapter> adapter(StatementRunner runner, Dialect spoken, AdapterInfo info) {
        return layouts.settle(runner, spoken).flatMap(layout -> {
            Synchronizer synchronizer = new Synchronizer(runner, spoken, layout);
            Mono<SchemaState> tables = synchronize ? synchronizer.synchronize(dropping) : synchronizer.check();
            return tables.map(state -> {
                StatementRunner translating = runner.with(new FaultTranslator(spoken, state.fieldsByKey()));
                Tables compiled = new Tables(spoken, layout.databaseSchema(), state);
                return new R2dbcAdapter(
                        new StoreContext(
                                translating,
                                compiled,
                                clock,
                                lookups,
                                replicas == null ? null : translating.on(replicas)),
                        info,
                        release);
            });
        });
    }

    private StatementRunner.Settings settings(Dialect spoken) {
        return new StatementRunner.Settings(
                acquireTimeout, statementTimeout, logging, slowQueryThreshold, blocking, spoken.stopsOnCancel());
    }

    private static Duration requireNotNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, was " + value);
        }
        return value;
    }
}
