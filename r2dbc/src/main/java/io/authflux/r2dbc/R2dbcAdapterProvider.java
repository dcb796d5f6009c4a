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
import io.authflux.r2dbc.connect.Connections;
import io.authflux.r2dbc.connect.Connector;
import io.authflux.r2dbc.dialect.Dialects;
import io.authflux.r2dbc.dialect.Fault;
import io.authflux.r2dbc.statement.FaultTranslator;
import io.authflux.schema.Schema;
import io.authflux.spi.AdapterProvider;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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
        Supplier<Connections> opener = Connector.opener(config);
        return Mono.defer(() -> {
            Connections connections = opener.get();
            return builder(config, options, connections)
                    .connect()
                    .cast(AuthAdapter.class)
                    .onErrorMap(error -> explain(config, connections, error))
                    .onErrorResume(error -> connections.close().then(Mono.error(error)))
                    .doOnCancel(() -> connections.close().subscribe());
        });
    }

    private static R2dbcAdapterBuilder builder(DatabaseConfig config, ConnectOptions options, Connections connections) {
        Schema schema =
                options.schema().named(config.get(Options.NAMING_STRATEGY)).prefixed(config.get(Options.ENTITY_PREFIX));
        R2dbcAdapterBuilder builder = R2dbcAdapter.builder(connections.live())
                .schema(schema)
                .clock(options.clock())
                .databaseSchema(config.get(Options.SCHEMA))
                .synchronize(config.get(Options.SYNCHRONIZE))
                .logging(config.get(Options.LOGGING))
                .statementTimeout(config.get(Options.STATEMENT_TIMEOUT))
                .slowQueryThreshold(config.get(Options.SLOW_QUERY_THRESHOLD))
                .lookups(Options.lookups(config))
                .releasing(connections.close());
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
