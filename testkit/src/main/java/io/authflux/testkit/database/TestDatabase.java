// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.database;

import io.authflux.config.DatabaseConfig;
import io.authflux.config.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * One database on a server. Prints without the password.
 *
 * @param config where it is, credentials included
 * @param jdbcUrl the URL for JDBC, without credentials
 */
public record TestDatabase(DatabaseConfig config, String jdbcUrl) {

    /**
     * The URL for {@code Authflux.connect}.
     *
     * @return the URL, credentials included; options may be added after a {@code ?}
     */
    public String url() {
        return config.type() + "://" + encoded(config.username().orElse("")) + ":" + encoded(password()) + "@"
                + config.hosts().get(0) + "/" + config.database();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String password() {
        return config.password().map(Secret::value).orElse("");
    }

    /**
     * Opens a JDBC connection.
     *
     * @return a connection, to be closed
     * @throws SQLException if there is no driver on the class path, or no database
     */
    public Connection open() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, config.username().orElse(""), password());
    }

    /**
     * Runs statements, one after the other.
     *
     * @param statements the SQL
     */
    public void execute(String... statements) {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot prepare " + this, e);
        }
    }

    /**
     * Reads rows.
     *
     * @param sql the query
     * @return each row as its values joined by a bar
     */
    public List<String> query(String sql) {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                StringJoiner values = new StringJoiner("|");
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    values.add(rows.getString(i));
                }
                found.add(values.toString());
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read " + this, e);
        }
    }

    /** Hides the credentials. */
    @Override
    public String toString() {
        return "TestDatabase[" + jdbcUrl + "]";
    }
}
