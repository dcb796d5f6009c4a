// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.database;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Makes the tables, as Authflux and NextAuth do, and fills them past both. */
final class Filling {

    private static final int BATCH = 1_000;
    private static final String VERIFICATION_TOKENS = "verification_requests";
    private static final Duration LIFE = Duration.ofDays(30);
    private static final List<String> USER =
            List.of("id", "name", "email", "email_verified", "image", "created_at", "updated_at");
    private static final List<String> SESSION =
            List.of("user_id", "expires", "session_token", "access_token", "created_at", "updated_at");
    private static final List<String> VERIFICATION_TOKEN =
            List.of("identifier", "token", "expires", "created_at", "updated_at");

    private final Target target;
    private final Product product;
    private final Instant now = Clock.systemUTC().instant();

    private Filling(Target target) {
        this.target = target;
        this.product = target.product();
    }

    /** Fills an empty database. */
    static void fill(Target target, int size) {
        makeTables(target);
        if (target.product().isRelational()) {
            new Filling(target).fill(size);
        } else {
            MongoFilling.fill(target, size, Clock.systemUTC().instant(), LIFE);
        }
    }

    private static void makeTables(Target target) {
        String option = target.url().contains("?") ? "&synchronize=true" : "?synchronize=true";
        Authflux.connect(target.url() + option)
                .flatMap(AuthAdapter::close)
                .toFuture()
                .join();
    }

    private void fill(int size) {
        try (Connection connection = target.open()) {
            if (product == Product.POSTGRES) {
                execute(connection, generated(size));
                execute(connection, "VACUUM ANALYZE");
                return;
            }
            connection.setAutoCommit(false);
            insert(connection, "users", USER, size, this::bindUser);
            insert(connection, "sessions", SESSION, size, this::bindSession);
            insert(connection, VERIFICATION_TOKENS, VERIFICATION_TOKEN, pending(size), this::bindVerificationToken);
            connection.setAutoCommit(true);
            switch (product) {
                case MYSQL, MARIADB -> execute(connection, "ANALYZE TABLE users, sessions, " + VERIFICATION_TOKENS);
                case H2 -> execute(connection, "ANALYZE");
                default -> {}
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot fill " + target, e);
        }
    }

    /** One user in ten has a verification token: else plans would be those of a table that was empty when it was analyzed. */
    static int pending(int size) {
        return size / 10;
    }

    /** PostgreSQL makes the rows itself, which ten million take a minute for. */
    private static String[] generated(int size) {
        String numbers = numbers(size);
        return new String[] {
            "INSERT INTO users (id, name, email, email_verified, image) SELECT n, 'User ' || n, 'user' || n ||"
                    + " '@example.com', now(), 'https://example.com/users/' || n || '.png'" + numbers,
            "INSERT INTO sessions (user_id, expires, session_token, access_token) SELECT n, now() + interval '30 days',"
                    + " encode(sha256(convert_to(n::text, 'UTF8')), 'hex'),"
                    + " encode(sha256(convert_to('a' || n, 'UTF8')), 'hex')" + numbers,
            "INSERT INTO verification_requests (identifier, token, expires) SELECT 'user' || n || '@example.com',"
                    + " encode(sha256(convert_to('v' || n, 'UTF8')), 'hex'), now() + interval '30 days'"
                    + numbers(pending(size))
        };
    }

    private static String numbers(int size) {
        return " FROM generate_series(1, " + size + ") n";
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private interface Binder {
        void bind(PreparedStatement statement, int number) throws SQLException;
    }

    private void insert(Connection connection, String table, List<String> columns, int size, Binder binder)
            throws SQLException {
        String sql = "INSERT INTO " + product.quoted(table) + " ("
                + String.join(", ", columns.stream().map(product::quoted).toList()) + ") VALUES (?"
                + ", ?".repeat(columns.size() - 1) + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int number = 1; number <= size; number++) {
                binder.bind(statement, number);
                statement.addBatch();
                if (number % BATCH == 0 || number == size) {
                    statement.executeBatch();
                    connection.commit();
                }
            }
        }
    }

    private void bindUser(PreparedStatement statement, int number) throws SQLException {
        bind(
                statement,
                number,
                Population.name(number),
                Population.emailOf(number),
                moment(now),
                Population.image(number),
                moment(now),
                moment(now));
    }

    private void bindSession(PreparedStatement statement, int number) throws SQLException {
        bind(
                statement,
                number,
                moment(now.plus(LIFE)),
                Population.sessionToken(number),
                Population.accessToken(number),
                moment(now),
                moment(now));
    }

    private void bindVerificationToken(PreparedStatement statement, int number) throws SQLException {
        bind(
                statement,
                Population.emailOf(number),
                Population.verificationToken(number),
                moment(now.plus(LIFE)),
                moment(now),
                moment(now));
    }

    private Object moment(Instant instant) {
        return product.instants().encode(instant);
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
