// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.database;

import io.authflux.model.NewSession;
import io.authflux.model.VerificationToken;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The statements that peers send, by hand as their users write them, and the values of their writes. Immutable. */
public final class Sql {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final List<String> SESSION = List.of("session_token", "user_id", "expires", "access_token");
    private static final List<String> USER = List.of("id", "name", "email", "email_verified", "image");

    private final Product product;
    private final boolean dollars;
    private final InstantForm form;
    private final String createSession;
    private final String extendSession;
    private final String createToken;
    private final String consumeToken;

    /**
     * A statement with the values of its parameters.
     *
     * @param text the statement, the same object each time
     * @param values what its parameters are, in their order
     */
    public record Bound(String text, List<Object> values) {

        /** Without the values: tokens are secrets. */
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * The statements of a database.
     *
     * @param product whose quotes, and whose form of a moment
     * @param dollars whether parameters are {@code $1}, {@code $2} instead of {@code ?}
     */
    public Sql(Product product, boolean dollars) {
        this.product = product;
        this.dollars = dollars;
        form = product.instants();
        createSession =
                insert("sessions", "user_id", "expires", "session_token", "access_token", "created_at", "updated_at");
        extendSession = "UPDATE " + product.quoted("sessions") + " SET " + product.quoted("expires") + " = "
                + parameter(1)
                + ", " + product.quoted("updated_at") + " = " + parameter(2) + " WHERE "
                + product.quoted("session_token") + " = " + parameter(3) + " AND " + product.quoted("expires") + " >= "
                + parameter(4);
        createToken = insert("verification_requests", "identifier", "token", "expires", "created_at", "updated_at");
        consumeToken = "DELETE FROM " + product.quoted("verification_requests") + " WHERE "
                + product.quoted("identifier") + " = " + parameter(1) + " AND " + product.quoted("token") + " = "
                + parameter(2);
    }

    /**
     * The time.
     *
     * @return what is bound for it
     */
    public Object now() {
        return form.encode(CLOCK.instant());
    }

    /**
     * Finds a session and its user.
     *
     * @return takes the token and {@link #now}; gives the columns that {@code Columns} reads
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
     * @return takes the token and {@link #now}
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
     * @param session the session
     * @return the write
     */
    public Bound createSession(NewSession session) {
        Object now = now();
        return new Bound(
                createSession,
                List.of(
                        Integer.valueOf(session.userId()),
                        form.encode(session.expires()),
                        session.sessionToken(),
                        session.sessionToken(),
                        now,
                        now));
    }

    /**
     * Makes a session live longer.
     *
     * @param session its token and its new end
     * @return the write
     */
    public Bound extendSession(NewSession session) {
        Object now = now();
        return new Bound(extendSession, List.of(form.encode(session.expires()), now, session.sessionToken(), now));
    }

    /**
     * Adds a verification token.
     *
     * @param token the token
     * @return the write
     */
    public Bound createToken(VerificationToken token) {
        Object now = now();
        return new Bound(
                createToken, List.of(token.identifier(), token.token(), form.encode(token.expires()), now, now));
    }

    /**
     * Removes a verification token.
     *
     * @param token the token
     * @return the write
     */
    public Bound consumeToken(VerificationToken token) {
        return new Bound(consumeToken, List.of(token.identifier(), token.token()));
    }

    private String insert(String table, String... columns) {
        return "INSERT INTO " + product.quoted(table) + " (" + names(List.of(columns)) + ") VALUES ("
                + IntStream.rangeClosed(1, columns.length)
                        .mapToObj(this::parameter)
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
