// SPDX-License-Identifier: Apache-2.0
package io.authflux.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.Authflux;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.config.Secret;
import io.authflux.testkit.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables that we make, beside those that the packages make: types, nulls, defaults, foreign keys. */
class AuthJsTablesTest {

    private static final String POSTGRES = """
            SELECT table_name || '.' || column_name || ' '
                   || (SELECT format_type(a.atttypid, a.atttypmod) FROM pg_attribute a
                       WHERE a.attrelid = format('%I', table_name)::regclass AND a.attname = column_name)
                   || CASE is_nullable WHEN 'NO' THEN ' NOT NULL' ELSE '' END
                   || COALESCE(' DEFAULT ' || replace(column_default, 'now()', 'CURRENT_TIMESTAMP'), '')
            FROM information_schema.columns WHERE table_schema = 'public'
            UNION ALL
            SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
            FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('f', 'u', 'p')""";

    private static final String MYSQL = """
            SELECT CONCAT(table_name, '.', column_name, ' ', column_type,
                          IF(is_nullable = 'NO', ' NOT NULL', ''), IFNULL(CONCAT(' DEFAULT ', column_default), ''), ' ', extra)
            FROM information_schema.columns WHERE table_schema = DATABASE()
            UNION ALL
            SELECT CONCAT(table_name, ' foreign key ON DELETE ', delete_rule, ' ON UPDATE ', update_rule)
            FROM information_schema.referential_constraints WHERE constraint_schema = DATABASE()""";

    private static final String SQLITE = """
            SELECT t.name || '.' || c.name || ' ' || upper(c.type) || CASE c."notnull" WHEN 1 THEN ' NOT NULL' ELSE '' END
                   || COALESCE(' DEFAULT ' || c.dflt_value, '')
            FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'
            UNION ALL
            SELECT t.name || ' foreign key ON DELETE ' || f.on_delete || ' ON UPDATE ' || f.on_update
            FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'""";

    private static final Pattern NONE = Pattern.compile("(?!)");

    /** Where ours are others on purpose: a key that keeps an account one user's, and what it needs; more defaults. */
    private static final Map<AuthJsAdapter, Pattern> OURS = Map.of(
            AuthJsAdapter.BETTER_AUTH,
            Pattern.compile("^(account account_providerId_accountId_key |account\\.(accountId|providerId) "
                    + "|(account|session)\\.updatedAt )"));

    @TempDir
    static Path folder;

    static Stream<Arguments> pairings() {
        return Stream.of(AuthJsAdapter.BETTER_AUTH, AuthJsAdapter.MIKRO_ORM)
                .flatMap(adapter -> adapter.databases().stream().map(database -> Arguments.of(adapter, database)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("pairings")
    void oursAreTheirs(AuthJsAdapter adapter, AuthJsDatabase database) throws IOException, SQLException {
        DatabaseConfig theirs = making(adapter, database);
        AuthJsWorld.connect(adapter, database, theirs).close();
        DatabaseConfig ours = making(adapter, database);
        Await.done(Await.one(Authflux.connect(ours)).close());

        Set<String> expected = described(database, theirs);
        Set<String> found = described(database, ours);
        Predicate<String> differs = OURS.getOrDefault(adapter, NONE).asPredicate();
        expected.removeIf(differs);
        found.removeIf(differs.or(line -> line.startsWith("authenticator")));

        assertThat(expected).hasSizeGreaterThan(20);
        assertThat(found).isEqualTo(expected);
    }

    private static DatabaseConfig making(AuthJsAdapter adapter, AuthJsDatabase database) {
        return database.fresh(folder)
                .mutate()
                .option(Options.LAYOUT, adapter.layout())
                .option(Options.SYNCHRONIZE, true)
                .build();
    }

    private static Set<String> described(AuthJsDatabase database, DatabaseConfig config) throws SQLException {
        Set<String> lines = new TreeSet<>();
        try (Connection connection = connect(database, config);
                ResultSet rows = connection.createStatement().executeQuery(query(database))) {
            while (rows.next()) {
                lines.add(rows.getString(1).strip());
            }
        }
        return lines;
    }

    private static String query(AuthJsDatabase database) {
        return switch (database) {
            case POSTGRES -> POSTGRES;
            case SQLITE -> SQLITE;
            default -> MYSQL;
        };
    }

    private static Connection connect(AuthJsDatabase database, DatabaseConfig config) throws SQLException {
        if (database == AuthJsDatabase.SQLITE) {
            return DriverManager.getConnection("jdbc:sqlite:" + config.database());
        }
        String scheme = database == AuthJsDatabase.POSTGRES ? "postgresql" : "mariadb";
        return DriverManager.getConnection(
                "jdbc:" + scheme + "://" + config.hosts().get(0) + "/" + config.database()
                        + (scheme.equals("mariadb") ? "?allowPublicKeyRetrieval=true" : ""),
                config.username().orElse(""),
                config.password().map(Secret::value).orElse(""));
    }
}
