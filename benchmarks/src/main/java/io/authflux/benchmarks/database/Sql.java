// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.database;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements that peers send, by hand as their users write them. Immutable.
 *
 * @param product whose quotes
 * @param dollars whether parameters are {@code $1}, {@code $2} instead of {@code ?}
 */
public record Sql(Product product, boolean dollars) {

    private static final List<String> SESSION = List.of("session_token", "user_id", "expires", "access_token");
    private static final List<String> USER = List.of("id", "name", "email", "email_verified", "image");

    /**
     * Finds a session and its user.
     *
     * @return takes the token and the time; gives the columns that {@code Columns} reads
     */
    public String sessionWithUser() {
        return "SELECT "
                + Stream.concat(
                                SESSION.stream().map(c -> "s." + product.quoted(c)),
                                USER.stream().map(c -> "u." + product.quoted(c)))
                        .collect(Collectors.joining(", "))
                + " FROM " + product.quoted("sessions") + " s JOIN " + product.quoted("users") + " u ON u."
                + product.quoted("id") + " = s." + product.quoted("user_id") + " WHERE s."
                + product.quoted("session_token") + " = " + parameter(1) + " AND s." + product.quoted("expires")
                + " >= " + parameter(2);
    }

    /**
     * Finds a session alone.
     *
     * @return takes the token and the time
     */
    public String session() {
        return "SELECT " + names(SESSION) + " FROM " + product.quoted("sessions") + " WHERE "
                + product.quoted("session_token") + " = " + parameter(1) + " AND " + product.quoted("expires") + " >= "
                + parameter(2);
    }

    /**
     * Finds a user.
     *
     * @return takes the key
     */
    public String user() {
        return "SELECT " + names(USER) + " FROM " + product.quoted("users") + " WHERE " + product.quoted("id") + " = "
                + parameter(1);
    }

    /**
     * Adds a session.
     *
     * @return takes user, expiry, token, access token, and the time twice
     */
    public String createSession() {
        return insert("sessions", "user_id", "expires", "session_token", "access_token", "created_at", "updated_at");
    }

    /**
     * Makes a session live longer.
     *
     * @return takes expiry, the time, the token and the time
     */
    public String extendSession() {
        return "UPDATE " + product.quoted("sessions") + " SET " + product.quoted("expires") + " = " + parameter(1)
                + ", "
                + product.quoted("updated_at") + " = " + parameter(2) + " WHERE " + product.quoted("session_token")
                + " = " + parameter(3) + " AND " + product.quoted("expires") + " >= " + parameter(4);
    }

    /**
     * Adds a verification token.
     *
     * @return takes identifier, token, expiry, and the time twice
     */
    public String createToken() {
        return insert("verification_requests", "identifier", "token", "expires", "created_at", "updated_at");
    }

    /**
     * Removes a verification token.
     *
     * @return takes identifier and token
     */
    public String consumeToken() {
        return "DELETE FROM " + product.quoted("verification_requests") + " WHERE " + product.quoted("identifier")
                + " = " + parameter(1) + " AND " + product.quoted("token") + " = " + parameter(2);
    }

    private String insert(String table, String... columns) {
        return "INSERT INTO " + product.quoted(table) + " (" + names(List.of(columns)) + ") VALUES ("
                + Stream.iterate(1, i -> i + 1)
                        .limit(columns.length)
                        .map(this::parameter)
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private String names(List<String> columns) {
        return columns.stream().map(product::quoted).collect(Collectors.joining(", "));
    }

    private String parameter(int position) {
        return dollars ? "$" + position : "?";
    }
}
