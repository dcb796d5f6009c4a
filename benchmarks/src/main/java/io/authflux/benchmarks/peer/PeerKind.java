// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import static io.authflux.benchmarks.database.Product.H2;
import static io.authflux.benchmarks.database.Product.MARIADB;
import static io.authflux.benchmarks.database.Product.MONGODB;
import static io.authflux.benchmarks.database.Product.MYSQL;
import static io.authflux.benchmarks.database.Product.POSTGRES;
import static io.authflux.benchmarks.database.Product.SQLITE;

import io.authflux.benchmarks.database.Product;
import io.authflux.benchmarks.database.Target;
import io.r2dbc.spi.ConnectionFactory;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Every peer there is. */
// The sets are never changed, and the functions have no state.
@SuppressWarnings("ImmutableEnumChecker")
public enum PeerKind {
    /** Authflux, from its URL, with its defaults. */
    AUTHFLUX("Authflux", EnumSet.allOf(Product.class), true, AuthfluxPeer::new),
    /** Authflux with one statement a look-up. */
    AUTHFLUX_SINGLY(
            "Authflux, lookupBatchSize=1",
            EnumSet.allOf(Product.class),
            false,
            settings -> AuthfluxPeer.with(settings, "lookupBatchSize=1")),
    /** Authflux with smaller batches; on H2 they are smaller already. */
    AUTHFLUX_SMALL(
            "Authflux, lookupBatchSize=64",
            EnumSet.complementOf(EnumSet.of(H2)),
            false,
            settings -> AuthfluxPeer.with(settings, "lookupBatchSize=64")),
    /** Authflux with one batch under way. */
    AUTHFLUX_LANE(
            "Authflux, lookupLanes=1",
            EnumSet.allOf(Product.class),
            false,
            settings -> AuthfluxPeer.with(settings, "lookupLanes=1")),
    /** Authflux with more batches under way. */
    AUTHFLUX_LANES(
            "Authflux, lookupLanes=4",
            EnumSet.allOf(Product.class),
            false,
            settings -> AuthfluxPeer.with(settings, "lookupLanes=4")),
    /** Authflux with what any database takes: a filled-up IN, and moments as the driver reads them. */
    AUTHFLUX_IN("Authflux, standard SQL", EnumSet.of(POSTGRES), false, AuthfluxPeer::withStandardSql),
    /** The R2DBC driver without a pool. */
    DRIVER("R2DBC driver, no pool", relational(), true, DriverPeer::new),
    /** The R2DBC driver with r2dbc-pool. */
    DRIVER_POOL("R2DBC driver + r2dbc-pool", relational(), true, PooledPeer::new),
    /** Session and user one after the other, as Auth.js's pg adapter asks. */
    TWO_QUERIES(
            "R2DBC driver + r2dbc-pool, two queries", EnumSet.of(POSTGRES, MYSQL, MARIADB), false, TwoQueriesPeer::new),
    /** Spring's R2DBC client. */
    SPRING_R2DBC("Spring's R2DBC DatabaseClient", relational(), true, SpringR2dbcPeer::new),
    /** jOOQ over R2DBC. */
    JOOQ("jOOQ over R2DBC", relational(), true, JooqPeer::new),
    /** Vert.x with a pool. */
    VERTX_POOL("Vert.x, pooled", EnumSet.of(POSTGRES, MYSQL, MARIADB), true, VertxPeer::pooled),
    /** Vert.x with a pool whose connections pipeline. */
    VERTX_PIPELINED("Vert.x, pooled + pipelined", EnumSet.of(POSTGRES, MYSQL, MARIADB), true, VertxPeer::pipelined),
    /** Hibernate Reactive, on a class path of its own. */
    HIBERNATE_REACTIVE("Hibernate Reactive", EnumSet.of(POSTGRES, MYSQL, MARIADB), true, OwnClassPath::open),
    /** JDBC with HikariCP on platform threads. */
    JDBC("JDBC + HikariCP", relational(), true, JdbcPeer::new),
    /** JDBC without a pool, for databases in the process. */
    JDBC_BARE("JDBC, a connection for each core", EnumSet.of(SQLITE, H2), false, JdbcBarePeer::new),
    /** JDBC with HikariCP on virtual threads. */
    JDBC_VIRTUAL("JDBC + HikariCP, virtual threads", relational(), true, JdbcPeer::new),
    /** MongoDB's driver with one aggregation. */
    MONGO_DRIVER("MongoDB driver, $lookup", EnumSet.of(MONGODB), false, MongoDriverPeer::joined),
    /** MongoDB's driver with two finds, as Auth.js's adapter asks. */
    MONGO_TWO_FINDS("MongoDB driver, two finds", EnumSet.of(MONGODB), true, MongoDriverPeer::twoFinds),
    /** Spring Data MongoDB, reactive. */
    SPRING_MONGODB("Spring Data MongoDB", EnumSet.of(MONGODB), true, SpringMongoPeer::new);

    private final String title;
    private final Set<Product> products;
    private final boolean writes;
    private final Function<PeerSettings, Peer> opener;

    PeerKind(String title, Set<Product> products, boolean writes, Function<PeerSettings, Peer> opener) {
        this.title = title;
        this.products = products;
        this.writes = writes;
        this.opener = opener;
    }

    private static Set<Product> relational() {
        return EnumSet.of(POSTGRES, MYSQL, MARIADB, SQLITE, H2);
    }

    /**
     * The peer with a name.
     *
     * @param id for instance {@code driver-pool}
     * @return the peer
     */
    public static PeerKind of(String id) {
        return Arrays.stream(values())
                .filter(kind -> kind.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no peer is named " + id));
    }

    /**
     * The name for machines.
     *
     * @return for instance {@code driver-pool}
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The name for people.
     *
     * @return for instance {@code R2DBC driver + r2dbc-pool}
     */
    public String title() {
        return title;
    }

    /**
     * Whether it can be measured in this JVM.
     *
     * @param product on which database
     * @return false if it does not speak to that, or wants a newer JDK
     */
    public boolean runsOn(Product product) {
        return products.contains(product)
                && (this != JDBC_VIRTUAL || Threads.areVirtualSupported())
                && (this != HIBERNATE_REACTIVE || OwnClassPath.given() != null);
    }

    /**
     * Whether it bears so many callers.
     *
     * @param product on which database
     * @param callers how many
     * @return false for r2dbc-mysql without a pool, whose queue of a connection loses a call now and then when two meet there
     */
    public boolean bears(Product product, int callers) {
        return this != DRIVER || product != MYSQL || callers == 1;
    }

    /**
     * The class path that it must be measured on.
     *
     * @return null for this JVM's
     */
    public @Nullable String classPath() {
        return this == HIBERNATE_REACTIVE ? OwnClassPath.given() : null;
    }

    /**
     * Whether it is a {@link WritingPeer}.
     *
     * @return true if it is
     */
    public boolean writes() {
        return writes;
    }

    /**
     * Whether it is Authflux itself, set up otherwise, to see what a choice is worth.
     *
     * @return false for Authflux as it is, and for its peers
     */
    public boolean isVariant() {
        return name().startsWith("AUTHFLUX_");
    }

    /**
     * Opens it.
     *
     * @param settings with what
     * @return the peer, to be closed
     */
    public Peer open(PeerSettings settings) {
        return opener.apply(settings);
    }

    /**
     * Opens the driver, with or without r2dbc-pool, on connections that are given.
     *
     * @param settings with what
     * @param connections the driver's, or a pool's, which is closed with the peer
     * @return the peer, to be closed
     */
    public Peer open(PeerSettings settings, ConnectionFactory connections) {
        return switch (this) {
            case DRIVER -> new DriverPeer(settings, connections);
            case DRIVER_POOL -> new PooledPeer(settings, connections);
            default -> throw new IllegalArgumentException(id() + " has connections of its own");
        };
    }

    /**
     * The R2DBC driver.
     *
     * @param target for which database
     * @return its connections, as peers set it up
     */
    public static ConnectionFactory factory(Target target) {
        return R2dbcDrivers.factory(target);
    }

    /**
     * The threads that its callers need if it blocks.
     *
     * @return the kind
     */
    public Threads threads() {
        return switch (this) {
            case JDBC_VIRTUAL -> Threads.VIRTUAL;
            case JDBC_BARE -> Threads.CORES;
            default -> Threads.PLATFORM;
        };
    }
}
