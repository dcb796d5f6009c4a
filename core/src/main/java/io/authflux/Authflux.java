// SPDX-License-Identifier: Apache-2.0
package io.authflux;

import io.authflux.adapter.AuthAdapter;
import io.authflux.config.ConnectOptions;
import io.authflux.config.DatabaseConfig;
import io.authflux.error.ConfigurationException;
import io.authflux.spi.AdapterProvider;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Opens databases. */
public final class Authflux {

    private static final String RELATIONAL = "io.authflux:authflux-r2dbc";
    private static final String MONGODB = "io.authflux:authflux-mongo-reactive";

    /** Which module opens which type, to say what to add when it is missing. */
    private static final Map<String, String> MODULES = Map.of(
            "postgres", RELATIONAL,
            "cockroachdb", RELATIONAL,
            "yugabytedb", RELATIONAL,
            "mysql", RELATIONAL,
            "mariadb", RELATIONAL,
            "tidb", RELATIONAL,
            "sqlite", RELATIONAL,
            "h2", RELATIONAL,
            "mongodb", MONGODB,
            "mongodb+srv", MONGODB);

    /** What to do about types of TypeORM that nothing can open. */
    private static final Map<String, String> INSTEAD = Map.of(
            "aurora-data-api", "connect to the cluster's own address, with the type aurora-mysql",
            "aurora-data-api-pg", "connect to the cluster's own address, with the type aurora-postgres",
            "sap", "SAP HANA has no R2DBC driver");

    private Authflux() {}

    /**
     * Opens the database at a URL, with NextAuth v3's tables.
     *
     * @param url for instance {@code postgres://user:secret@localhost/app?synchronize=true}
     * @return as {@link #connect(DatabaseConfig, ConnectOptions)}
     * @throws ConfigurationException at once if the URL cannot be right
     */
    public static Mono<AuthAdapter> connect(String url) {
        return connect(url, ConnectOptions.defaults());
    }

    /**
     * Opens the database at a URL.
     *
     * @param url for instance {@code postgres://user:secret@localhost/app?synchronize=true}
     * @param options the schema and other things that no URL can hold
     * @return as {@link #connect(DatabaseConfig, ConnectOptions)}
     * @throws ConfigurationException at once if the URL cannot be right
     */
    public static Mono<AuthAdapter> connect(String url, ConnectOptions options) {
        return connect(DatabaseConfig.parse(url), options);
    }

    /**
     * Opens a database, with NextAuth v3's tables.
     *
     * @param config where it is
     * @return as {@link #connect(DatabaseConfig, ConnectOptions)}
     */
    public static Mono<AuthAdapter> connect(DatabaseConfig config) {
        return connect(config, ConnectOptions.defaults());
    }

    /**
     * Opens a database: makes a pool, connects once, and makes or checks the tables.
     *
     * @param config where it is
     * @param options the schema and other things that no URL can hold
     * @return emits the adapter, which the caller closes; cold, one adapter a subscription; cancelling closes what was
     *     opened; fails with {@link ConfigurationException}, {@link io.authflux.error.SchemaMismatchException} or
     *     {@link io.authflux.error.StoreUnavailableException}
     * @throws ConfigurationException at once if no module or driver on the class path opens this type; the class path is
     *     read here, so call this where the application is assembled
     */
    public static Mono<AuthAdapter> connect(DatabaseConfig config, ConnectOptions options) {
        Objects.requireNonNull(options, "options");
        return provider(config.type()).connect(config, options);
    }

    private static AdapterProvider provider(String type) {
        ServiceLoader<AdapterProvider> providers = ServiceLoader.load(AdapterProvider.class);
        for (AdapterProvider provider : providers) {
            if (provider.types().contains(type)) {
                return provider;
            }
        }
        String known = providers.stream()
                .flatMap(p -> p.get().types().stream())
                .sorted()
                .collect(Collectors.joining(", "));
        String module = MODULES.get(type);
        if (INSTEAD.containsKey(type)) {
            throw new ConfigurationException("nothing opens \"" + type + "\": " + INSTEAD.get(type));
        }
        throw new ConfigurationException("nothing on the class path opens \"" + type + "\": "
                + (module == null
                        ? "known types are " + (known.isEmpty() ? "none" : known)
                        : "add the dependency " + module));
    }
}
