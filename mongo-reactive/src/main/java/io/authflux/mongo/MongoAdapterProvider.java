// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.ConnectOptions;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.error.StoreUnavailableException;
import io.authflux.layout.Family;
import io.authflux.layout.Layout;
import io.authflux.schema.Schema;
import io.authflux.spi.AdapterProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Opens {@code mongodb://} and {@code mongodb+srv://}. Stateless. Found by {@link java.util.ServiceLoader}. */
public final class MongoAdapterProvider implements AdapterProvider {

    /** For {@link java.util.ServiceLoader}. */
    public MongoAdapterProvider() {}

    @Override
    public Set<String> types() {
        return Set.of("mongodb", "mongodb+srv");
    }

    @Override
    public Mono<AuthAdapter> connect(DatabaseConfig config, ConnectOptions options) {
        MongoSettings.check(config);
        MongoConnection connection = new MongoConnection(
                schemas(config, options),
                options.clock(),
                config.get(Options.SYNCHRONIZE),
                config.get(Options.TTL_INDEXES),
                Options.lookupLimits(config));
        return open(Aside.call(() -> MongoClients.create(MongoSettings.of(config))), connection, config);
    }

    private static Map<String, Schema> schemas(DatabaseConfig config, ConnectOptions options) {
        List<Layout> layouts = options.layouts(config);
        return layouts.stream()
                .filter(layout -> layouts.size() == 1 || layout.schemas().containsKey(Family.MONGODB))
                .collect(Collectors.toMap(
                        Layout::name,
                        layout -> MongoLayout.of(
                                layout.on(Family.MONGODB),
                                config.get(Options.NAMING_STRATEGY),
                                config.get(Options.ENTITY_PREFIX))));
    }

    /** Whatever comes instead of the adapter, the client is closed; where waiting is allowed, for that waits. */
    static Mono<AuthAdapter> open(Mono<MongoClient> client, MongoConnection connection, DatabaseConfig config) {
        return Mono.usingWhen(
                client.doOnDiscard(MongoClient.class, opened -> Aside.run(opened::close)),
                opened -> connection
                        .open(opened, config.database(), true, config.get(Options.CONNECT_TIMEOUT))
                        .onErrorResume(
                                error -> error instanceof StoreUnavailableException && MongoTls.isEncrypted(config),
                                error -> ClearServer.explain(opened)
                                        .<Throwable>map(clear -> clear)
                                        .defaultIfEmpty(error)
                                        .flatMap(Mono::error)),
                opened -> Mono.empty(),
                (opened, error) -> MongoAdapter.close(opened),
                MongoAdapter::close);
    }
}
