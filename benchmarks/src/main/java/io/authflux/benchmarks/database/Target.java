// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.database;

import io.authflux.config.DatabaseConfig;
import io.authflux.config.Host;
import io.authflux.config.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A database to measure. Prints without the password.
 *
 * @param url what Authflux is opened with
 * @param config the same, taken apart
 * @param product its kind
 */
public record Target(String url, DatabaseConfig config, Product product) {

    private static final String PROPERTY = "authflux.benchmark.url";

    /**
     * The database at a URL.
     *
     * @param url as for {@code Authflux.connect}
     * @return the database
     */
    public static Target of(String url) {
        DatabaseConfig config = DatabaseConfig.parse(url);
        return new Target(url, config, Product.of(config.type()));
    }

    /**
     * The database that whoever started this JVM has named.
     *
     * @return the database
     */
    public static Target given() {
        String url = System.getProperty(PROPERTY);
        if (url == null) {
            throw new IllegalStateException("-D" + PROPERTY + " must name the database; ./benchmark sees to that");
        }
        return of(url);
    }

    /**
     * Hands the database on to another JVM.
     *
     * @return its option
     */
    public String jvmOption() {
        return "-D" + PROPERTY + "=" + url;
    }

    /** Without options. */
    static Target of(DatabaseConfig config) {
        return of(config.type() + "://" + encoded(config.username().orElse("")) + ":"
                + encoded(config.password().map(Secret::value).orElse("")) + "@"
                + config.hosts().get(0) + "/" + config.database() + "?sslMode=disable");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Where the server is.
     *
     * @return its host
     */
    public String host() {
        return config.hosts().get(0).name();
    }

    /**
     * Where the server is.
     *
     * @return its port
     */
    public int port() {
        Host host = config.hosts().get(0);
        return host.portOr(product == Product.POSTGRES ? 5432 : 3306);
    }

    /**
     * Who connects.
     *
     * @return the user; empty if there are no users
     */
    public String user() {
        return config.username().orElse(product == Product.H2 ? "sa" : "");
    }

    /**
     * The user's password.
     *
     * @return never null, may be empty
     */
    public String password() {
        return config.password().map(Secret::value).orElse("");
    }

    /**
     * The URL for JDBC, without credentials, with what each driver's documentation advises for statements that are run
     * often.
     *
     * @return the URL
     */
    public String jdbcUrl() {
        String address = config.hosts().isEmpty() ? "" : host() + ":" + port() + "/" + config.database();
        return switch (product) {
            case POSTGRES -> "jdbc:postgresql://" + address + "?sslmode=disable";
            case MYSQL, MARIADB ->
                "jdbc:mariadb://" + address + "?sslMode=disable&allowPublicKeyRetrieval=true&useServerPrepStmts=true"
                        + "&cachePrepStmts=true&prepStmtCacheSize=250&connectionTimeZone=UTC"
                        + "&forceConnectionTimeZoneToSession=true&preserveInstants=true&useBulkStmts=true";
            case SQLITE ->
                "jdbc:sqlite:" + config.database() + "?journal_mode=WAL&synchronous=NORMAL&busy_timeout=5000"
                        // SQLITE_OPEN_READWRITE, CREATE, URI and NOMUTEX, as r2dbc-sqlite opens it: a connection is one
                        // thread's.
                        + "&open_mode=" + 0x8046;
            case H2 -> "jdbc:h2:file:" + config.database() + ";DB_CLOSE_ON_EXIT=FALSE";
            case MONGODB -> throw new IllegalStateException("MongoDB's protocol has no JDBC");
        };
    }

    /**
     * A connection through JDBC.
     *
     * @return a new connection, which the caller closes
     * @throws SQLException if there is none
     */
    public Connection open() throws SQLException {
        return product == Product.SQLITE
                ? DriverManager.getConnection(jdbcUrl())
                : DriverManager.getConnection(jdbcUrl(), user(), password());
    }

    /** Hides the credentials. */
    @Override
    public String toString() {
        return product.title();
    }
}
