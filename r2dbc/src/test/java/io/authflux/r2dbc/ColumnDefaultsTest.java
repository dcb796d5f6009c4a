// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.ConnectOptions;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.layout.Layout;
import io.authflux.layout.Layouts;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.EntityKind;
import io.authflux.testkit.Await;
import io.authflux.testkit.database.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a column's default is to who inserts past us, and to rows that were there before the column. */
class ColumnDefaultsTest {

    @TempDir
    static Path folder;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final String NASTY =
            "it's a \\ and a \\' \"quoted\" `100%` \\n {x} :y $1 ?\nline two\té✓\uD83D\uDD11 \\";

    private static final Instant MOMENT = Instant.parse("2031-02-03T04:05:06.789Z");

    /** A field's type, with what it is by default and what that reads as. */
    private static final Map<ColumnType, Object> DEFAULTS = new LinkedHashMap<>();

    static {
        DEFAULTS.put(ColumnType.STRING, NASTY);
        DEFAULTS.put(ColumnType.TEXT, NASTY.replace('\\', '/'));
        DEFAULTS.put(ColumnType.INTEGER, -7);
        DEFAULTS.put(ColumnType.BIGINT, -9_007_199_254_740_993L);
        DEFAULTS.put(ColumnType.BOOLEAN, true);
        DEFAULTS.put(ColumnType.ID_INTEGER, "42");
        DEFAULTS.put(ColumnType.ID_BIGINT, "-9007199254740993");
        DEFAULTS.put(ColumnType.ID_UUID, "0a0b0c0d-0102-4304-8506-0708090a0b0c");
        DEFAULTS.put(ColumnType.TIMESTAMP, MOMENT);
        DEFAULTS.put(ColumnType.TIMESTAMP_UTC, MOMENT);
        DEFAULTS.put(ColumnType.EPOCH_SECONDS, Instant.parse("2031-02-03T04:05:06Z"));
        DEFAULTS.put(ColumnType.EPOCH_MILLIS, MOMENT);
        DEFAULTS.put(ColumnType.EPOCH_MILLIS_TEXT, MOMENT);
        DEFAULTS.put(ColumnType.ISO_TEXT, MOMENT);
        DEFAULTS.put(ColumnType.OFFSET_TEXT, MOMENT);
        DEFAULTS.put(ColumnType.INSTANT_FLAG, Instant.EPOCH);
    }

    static Stream<Arguments> databases() {
        return Stream.of(
                database("H2", "\"", Fresh::h2),
                database("PostgreSQL", "\"", Fresh::postgres),
                database("SQLite", "\"", ColumnDefaultsTest::sqlite),
                database("MySQL", "`", MySqlKind.MYSQL::fresh),
                database("MySQL, r2dbc-mariadb", "`", () -> overItsOtherDriver(MySqlKind.MYSQL_OTHER_DRIVER)),
                database("MariaDB", "`", MySqlKind.MARIADB::fresh),
                database("MariaDB, r2dbc-mysql", "`", () -> overItsOtherDriver(MySqlKind.MARIADB_OTHER_DRIVER)));
    }

    private static Arguments database(String name, String quote, Supplier<TestDatabase> supplier) {
        return Arguments.of(name, quote, supplier);
    }

    private static TestDatabase overItsOtherDriver(MySqlKind kind) {
        TestDatabase database = kind.fresh();
        return new TestDatabase(kind.config(database).build(), database.jdbcUrl());
    }

    private static TestDatabase sqlite() {
        Path file = folder.resolve("defaults" + NUMBER.incrementAndGet() + ".sqlite");
        return new TestDatabase(
                DatabaseConfig.builder("sqlite").database(file.toString()).build(), "jdbc:sqlite:" + file);
    }

    private static Layout withDefaults() {
        Layout layout = Layouts.nextAuth();
        for (Map.Entry<ColumnType, Object> e : DEFAULTS.entrySet()) {
            String name = "x_" + e.getKey().name().toLowerCase(java.util.Locale.ROOT);
            Column column = Column.required(e.getKey().name(), name, e.getKey()).withDefault(e.getValue());
            layout = layout.with(EntityKind.USER, users -> users.with(column));
        }
        return layout;
    }

    private static AuthAdapter open(TestDatabase database, Layout layout) {
        DatabaseConfig config =
                database.config().mutate().option(Options.SYNCHRONIZE, true).build();
        return Await.one(Authflux.connect(config, ConnectOptions.defaults().withLayout(layout)));
    }

    private static void assertDefaults(User user) {
        DEFAULTS.forEach(
                (type, value) -> assertThat(user.attributes()).as("%s", type).containsEntry(type.name(), value));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("databases")
    void whoeverInsertsGetsThem(String name, String quote, Supplier<TestDatabase> supplier) {
        TestDatabase database = supplier.get();
        AuthAdapter adapter = open(database, withDefaults());
        database.execute("INSERT INTO users (email) VALUES ('theirs@example.org')"
                .replaceAll("(users|email)\\b(?!@)", quote + "$1" + quote));

        assertDefaults(Await.one(adapter.users().findByEmail("theirs@example.org")));
        assertDefaults(Await.one(adapter.users().create(NewUser.of("Ada", "ada@example.org"))));
        Await.done(adapter.close());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("databases")
    void rowsThatAreThereGetThem(String name, String quote, Supplier<TestDatabase> supplier) {
        TestDatabase database = supplier.get();
        AuthAdapter before = open(database, Layouts.nextAuth());
        Await.one(before.users().create(NewUser.of("Ada", "ada@example.org")));
        Await.done(before.close());

        AuthAdapter after = open(database, withDefaults());
        assertDefaults(Await.one(after.users().findByEmail("ada@example.org")));
        Await.done(after.close());
    }
}
