// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.adapter.AuthAdapter;
import io.authflux.config.ConnectOptions;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.error.ConfigurationException;
import io.authflux.error.StoreFailureException;
import io.authflux.error.StoreUnavailableException;
import io.authflux.error.TransientStoreException;
import io.authflux.layout.Layout;
import io.authflux.r2dbc.connect.Connections;
import io.authflux.r2dbc.connect.Connector;
import io.authflux.r2dbc.dialect.Dialects;
import io.authflux.r2dbc.dialect.Fault;
import io.authflux.r2dbc.schema.LayoutChoice;
import io.authflux.r2dbc.schema.SchemaPlan;
import io.authflux.r2dbc.statement.FaultTranslator;
import io.authflux.spi.AdapterProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Opens relational databases. Found by {@link java.util.ServiceLoader}. */
public final class R2dbcAdapterProvider implements AdapterProvider {

    /** For {@link java.util.ServiceLoader}. */
    public R2dbcAdapterProvider() {}

    @Override
    public Set<String> types() {
        return Connector.types();
    }

    @Override
    public Mono<AuthAdapter> connect(DatabaseConfig config, ConnectOptions options) {
        List<Layout> layouts = options.layouts(config);
        Supplier<Connections> opener = Connector.opener(config);
        Optional<Supplier<Connections>> replicaOpener = Connector.replicaOpener(config, options.clock());
        return Mono.defer(() -> {
            Connections connections = opener.get();
            Optional<Connections> replicas = replicaOpener.map(Supplier::get);
            Mono<Void> close = Flux.concatDelayError(
                            connections.close(),
                            replicas.map(Connections::close).orElse(Mono.empty()))
                    .then();
            R2dbcAdapterBuilder builder =
                    builder(config, layouts, options, connections).releasing(close);
            replicas.ifPresent(copies -> builder.lookupsOn(copies.live()));
            return builder.connect()
                    .cast(AuthAdapter.class)
                    .onErrorMap(error -> explain(config, connections, error))
                    .onErrorResume(error -> close.then(Mono.error(error)))
                    .doOnCancel(close::subscribe);
        });
    }

    /** What synchronize would do, on connections that are closed afterwards. */
    static Mono<SchemaPlan> plan(DatabaseConfig config, ConnectOptions options) {
        if (config.get(Options.DROP_SCHEMA)) {
            throw new ConfigurationException(
                    "a plan says what is added to the tables that are there; with dropSchema none"
                            + " would be: leave it out of the plan");
        }
        List<Layout> layouts = options.layouts(config);
        Supplier<Connections> opener = Connector.opener(config);
        return Mono.usingWhen(
                Mono.fromSupplier(opener),
                connections -> builder(config, layouts, options, connections)
                        .plan()
                        .onErrorMap(error -> explain(config, connections, error)),
                Connections::close);
    }

    private static R2dbcAdapterBuilder builder(
            DatabaseConfig config, List<Layout> layouts, ConnectOptions options, Connections connections) {
        R2dbcAdapterBuilder builder = R2dbcAdapter.builder(connections.live())
                .layouts(new LayoutChoice(
                        layouts,
                        schema -> (config.get(Options.UUID_IDS) ? schema.withUuids() : schema)
                                .named(config.get(Options.NAMING_STRATEGY))
                                .prefixed(config.get(Options.ENTITY_PREFIX)),
                        config.get(Options.SCHEMA)))
                .clock(options.clock())
                .synchronize(config.get(Options.SYNCHRONIZE))
                .dropping(config.get(Options.DROP_SCHEMA))
                .logging(config.get(Options.LOGGING))
                .acquireTimeout(config.get(Options.POOL_ACQUIRE_TIMEOUT))
                .statementTimeout(config.get(Options.STATEMENT_TIMEOUT))
                .slowQueryThreshold(config.get(Options.SLOW_QUERY_THRESHOLD))
                .lookupLimits(Options.lookupLimits(config));
        Dialects.disguised(config.type()).ifPresent(builder::dialect);
        Scheduler blocking = connections.blocking();
        return blocking == null ? builder : builder.blockingOn(blocking);
    }

    /** At the door the reader is the person who wrote the URL: say what about it is wrong. */
    private static Throwable explain(DatabaseConfig config, Connections connections, Throwable error) {
        String where = Connector.describe(config);
        Optional<ConfigurationException> tls = Connector.explainTls(config, error.getCause());
        if (tls.isPresent()) {
            return tls.get();
        }
        if (error instanceof TransientStoreException) {
            return new StoreUnavailableException("connecting to " + where, error.getCause());
        }
        if (!(error instanceof StoreFailureException)) {
            return error;
        }
        Fault fault = Dialects.of(connections.pool().getMetadata())
                .map(dialect -> new FaultTranslator(dialect, Map.of()).fault(error))
                .orElse(Fault.FAILURE);
        return switch (fault) {
            case ACCESS_DENIED ->
                new ConfigurationException(where + " refuses the user name or the password", error.getCause());
            case NO_SUCH_DATABASE -> new ConfigurationException(where + " does not exist", error.getCause());
            default -> error;
        };
    }
}
