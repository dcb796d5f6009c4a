// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.coalesce.Coalescer;
import io.authflux.schema.NamingStrategy;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every option that a URL or a builder may set. One that means nothing to a database is refused there, by name. */
public final class Options {

    /** Make missing tables, columns and indexes at connect; nothing is ever dropped or rewritten. Default false. */
    public static final Option<Boolean> SYNCHRONIZE = new Option<>("synchronize", List.of(), Values.BOOLEAN, false);

    /**
     * Whose tables they are: the name of one of {@link io.authflux.layout.Layouts}, or {@code auto} to find out from the
     * tables that are there. Default empty: what the code says, else NextAuth v3's.
     */
    public static final Option<String> LAYOUT = new Option<>("layout", List.of(), Values.TEXT, "");

    /**
     * Drop the schema's own tables, with all that is in them, before they are made again; needs {@link #SYNCHRONIZE} and
     * {@link #I_KNOW_THIS_DROPS_DATA}. Default false.
     */
    public static final Option<Boolean> DROP_SCHEMA = new Option<>("dropSchema", List.of(), Values.BOOLEAN, false);

    /** What must stand beside {@link #DROP_SCHEMA}. Default false. */
    public static final Option<Boolean> I_KNOW_THIS_DROPS_DATA =
            new Option<>("iKnowThisDropsData", List.of(), Values.BOOLEAN, false);

    /** The database schema that the tables are in; empty for the connection's own. Default empty. */
    public static final Option<String> SCHEMA = new Option<>("schema", List.of(), Values.TEXT, "");

    /** What every table name starts with. Default empty. */
    public static final Option<String> ENTITY_PREFIX = new Option<>("entityPrefix", List.of(), Values.TEXT, "");

    /** Rewrites table and column names: {@code snake} or {@code camel}. Default: as the layout has them. */
    public static final Option<NamingStrategy> NAMING_STRATEGY =
            new Option<>("namingStrategy", List.of(), Values.NAMING, NamingStrategy.AS_IS);

    /**
     * Random UUIDs as keys where the database would number the rows: numbers in a row all end in one place of a database
     * that is spread over many. Default false.
     */
    public static final Option<Boolean> UUID_IDS = new Option<>("uuidIds", List.of(), Values.BOOLEAN, false);

    /**
     * The most connections that are open at a time; with {@code lookups=replica} as many again to all replicas together,
     * which are opened to each by turns; with MongoDB, to each server. Default 10.
     */
    public static final Option<Integer> POOL_SIZE =
            new Option<>("poolSize", List.of("connectionLimit", "max"), Values.COUNT, 10);

    /** How long a call waits for a free connection. Default 10 s. */
    public static final Option<Duration> POOL_ACQUIRE_TIMEOUT =
            new Option<>("poolAcquireTimeout", List.of("acquireTimeout"), Values.DURATION, Duration.ofSeconds(10));

    /** How long a connection may lie idle before it is closed. Default 10 min. */
    public static final Option<Duration> POOL_IDLE_TIMEOUT =
            new Option<>("poolIdleTimeout", List.of("idleTimeoutMillis"), Values.DURATION, Duration.ofMinutes(10));

    /** How long a connection lives at most. Default 30 min. */
    public static final Option<Duration> POOL_MAX_LIFETIME =
            new Option<>("poolMaxLifetime", List.of(), Values.DURATION, Duration.ofMinutes(30));

    /** How long opening a connection may take. Default 10 s. */
    public static final Option<Duration> CONNECT_TIMEOUT = new Option<>(
            "connectTimeout",
            List.of("connectTimeoutMS", "connectionTimeout"),
            Values.DURATION,
            Duration.ofSeconds(10));

    /** How long one call may take, waiting for a connection not counted. Default 30 s. */
    public static final Option<Duration> STATEMENT_TIMEOUT =
            new Option<>("statementTimeout", List.of("requestTimeout"), Values.DURATION, Duration.ofSeconds(30));

    /** Encryption. Default {@link SslMode#PREFER}; {@code true} means {@link SslMode#VERIFY_FULL}. */
    public static final Option<SslMode> SSL_MODE =
            new Option<>("sslMode", List.of("sslmode", "ssl", "tls"), Values.SSL, SslMode.PREFER);

    /** The certificates of trusted authorities (PEM), or a file with them; empty for the JVM's. Default empty. */
    public static final Option<String> SSL_CA = new Option<>("sslCa", List.of("sslrootcert", "ca"), Values.TEXT, "");

    /** The certificate that this client shows (PEM, with its chain), or a file with it. Default none. */
    public static final Option<String> SSL_CERT =
            new Option<>("sslCert", List.of("sslcert", "tlsCertificateKeyFile"), Values.TEXT, "");

    /**
     * The private key of {@link #SSL_CERT} (PEM, as PKCS#8), or a file with it. Default: it stands in the same place as the
     * certificate.
     */
    public static final Option<Secret> SSL_KEY =
            new Option<>("sslKey", List.of("sslkey"), Values.SECRET, new Secret(""));

    /** What the private key is encrypted with. Default: it is not. */
    public static final Option<Secret> SSL_KEY_PASSWORD = new Option<>(
            "sslKeyPassword", List.of("sslpassword", "tlsCertificateKeyFilePassword"), Values.SECRET, new Secret(""));

    /**
     * The file with the RSA key of a MySQL server (PEM), for a password of the kind {@code caching_sha2_password} on a
     * connection without TLS. Default empty: r2dbc-mysql then needs TLS, and r2dbc-mariadb believes the key that it is sent.
     */
    public static final Option<String> SERVER_PUBLIC_KEY =
            new Option<>("serverPublicKey", List.of("serverRSAPublicKeyFile"), Values.TEXT, "");

    /** Log every statement's text and duration, never a value. Default false. */
    public static final Option<Boolean> LOGGING = new Option<>("logging", List.of(), Values.BOOLEAN, false);

    /** Statements that take longer are logged as a warning; zero for never. Default 1 s. */
    public static final Option<Duration> SLOW_QUERY_THRESHOLD = new Option<>(
            "slowQueryThreshold", List.of("maxQueryExecutionTime"), Values.DURATION_OR_ZERO, Duration.ofSeconds(1));

    /** What the server shows as the client's name. Default {@code authflux}. */
    public static final Option<String> APPLICATION_NAME =
            new Option<>("applicationName", List.of("application_name", "appname"), Values.TEXT, "authflux");

    /**
     * The R2DBC driver to take where more than one can open the database: {@code mysql} or {@code mariadb}, each of which
     * opens both. Default: the one of the database's own name if it is on the class path, else the other.
     */
    public static final Option<String> DRIVER = new Option<>("driver", List.of(), Values.TEXT, "");

    /** Let MongoDB itself delete what has expired, by TTL indexes. Default false. */
    public static final Option<Boolean> TTL_INDEXES = new Option<>("ttlIndexes", List.of(), Values.BOOLEAN, false);

    /** Which servers answer the look-up of a session: {@code primary} or {@code replica}. Default the primary. */
    public static final Option<Lookups> LOOKUPS = new Option<>("lookups", List.of(), Values.LOOKUPS, Lookups.PRIMARY);

    /** How many batches of look-ups that somebody waits for may be on the wire at once. Default 2. */
    public static final Option<Integer> LOOKUP_LANES =
            new Option<>("lookupLanes", List.of(), Values.COUNT, Coalescer.Limits.DEFAULTS.lanes());

    /** How many different keys a batch may hold; 1 turns batching off. Default 256. */
    public static final Option<Integer> LOOKUP_BATCH_SIZE =
            new Option<>("lookupBatchSize", List.of(), Values.COUNT, Coalescer.Limits.DEFAULTS.batchSize());

    /** How many look-ups may wait; one more fails at once, as transient. Default 10,000. */
    public static final Option<Integer> LOOKUP_QUEUE_SIZE =
            new Option<>("lookupQueueSize", List.of(), Values.COUNT, Coalescer.Limits.DEFAULTS.queueSize());

    private static final List<Option<?>> ALL = List.of(
            DRIVER,
            SYNCHRONIZE,
            LAYOUT,
            DROP_SCHEMA,
            I_KNOW_THIS_DROPS_DATA,
            SCHEMA,
            ENTITY_PREFIX,
            NAMING_STRATEGY,
            UUID_IDS,
            POOL_SIZE,
            POOL_ACQUIRE_TIMEOUT,
            POOL_IDLE_TIMEOUT,
            POOL_MAX_LIFETIME,
            CONNECT_TIMEOUT,
            STATEMENT_TIMEOUT,
            SSL_MODE,
            SSL_CA,
            SSL_CERT,
            SSL_KEY,
            SSL_KEY_PASSWORD,
            SERVER_PUBLIC_KEY,
            LOGGING,
            SLOW_QUERY_THRESHOLD,
            APPLICATION_NAME,
            LOOKUPS,
            LOOKUP_LANES,
            LOOKUP_BATCH_SIZE,
            LOOKUP_QUEUE_SIZE,
            TTL_INDEXES);

    private Options() {}

    /**
     * The three options about lookups, together.
     *
     * @param config the configuration
     * @return how much is gathered at a time
     */
    public static Coalescer.Limits lookupLimits(DatabaseConfig config) {
        return new Coalescer.Limits(
                config.get(LOOKUP_LANES), config.get(LOOKUP_BATCH_SIZE), config.get(LOOKUP_QUEUE_SIZE));
    }

    /**
     * Every option.
     *
     * @return in the order of this page
     */
    public static List<Option<?>> all() {
        return ALL;
    }

    /**
     * Finds an option by its name or one of its aliases.
     *
     * @param name the name, exactly
     * @return empty if there is none
     */
    public static Optional<Option<?>> find(String name) {
        return ALL.stream().filter(o -> spellings(o).anyMatch(name::equals)).findFirst();
    }

    /** The names of all options, for a message. */
    static String names() {
        return ALL.stream().map(Option::name).sorted().collect(Collectors.joining(", "));
    }

    /** The option whose name or alias is fewest edits away. */
    static String nearest(String name) {
        return ALL.stream()
                .min(Comparator.comparingInt(o -> spellings(o)
                        .mapToInt(s -> Spelling.distance(name, s))
                        .min()
                        .orElseThrow()))
                .orElseThrow()
                .name();
    }

    private static Stream<String> spellings(Option<?> option) {
        return Stream.concat(Stream.of(option.name()), option.aliases().stream());
    }
}
