// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.ConnectOptions;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.error.AuthfluxException;
import io.authflux.error.UniqueViolationException;
import io.authflux.layout.Layout;
import io.authflux.layout.Layouts;
import io.authflux.model.NewUser;
import io.authflux.r2dbc.schema.SchemaPlan;
import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Key;
import io.authflux.schema.Schema;
import io.authflux.testkit.Await;
import io.authflux.testkit.LogCapture;
import io.authflux.testkit.database.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What synchronize would do can be read first, and tables can be dropped by whoever says twice that this is meant. */
class SchemaPlanTest {

    static Stream<Map.Entry<String, Supplier<TestDatabase>>> kinds() {
        return Stream.concat(Fresh.kinds(), Stream.of(Map.entry("sqlite", SchemaPlanTest::sqlite)));
    }

    @TempDir
    private static Path folder;

    private static TestDatabase sqlite() {
        Path file = folder.resolve(UUID.randomUUID() + ".db");
        return new TestDatabase(
                DatabaseConfig.builder("sqlite").database(file.toString()).build(), "jdbc:sqlite:" + file);
    }

    private static SchemaPlan plan(TestDatabase database, ConnectOptions options) {
        return Await.one(R2dbcAdapter.plan(database.config(), options));
    }

    private static DatabaseConfig with(TestDatabase database, UnaryOperator<DatabaseConfig.Builder> options) {
        return options.apply(database.config().mutate().option(Options.SYNCHRONIZE, true))
                .build();
    }

    private static DatabaseConfig dropping(TestDatabase database) {
        return with(database, c -> c.option(Options.DROP_SCHEMA, true).option(Options.I_KNOW_THIS_DROPS_DATA, true));
    }

    private static void connectAndClose(DatabaseConfig config) {
        Await.done(Authflux.connect(config).flatMap(AuthAdapter::close));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aPlanIsWhatSynchronizeRuns(Map.Entry<String, Supplier<TestDatabase>> kind) {
        TestDatabase database = kind.getValue().get();

        SchemaPlan plan = plan(database, ConnectOptions.defaults());

        assertThat(plan.differences()).isEmpty();
        assertThat(plan.statements().get(0)).startsWith("CREATE TABLE ");
        assertThat(plan(database, ConnectOptions.defaults()))
                .as("nothing was changed")
                .isEqualTo(plan);
        assertThat(plan.script()).isEqualTo(R2dbcAdapter.ddl(database.config().type(), Schema.nextAuth()));
        database.execute(plan.statements().toArray(String[]::new));
        connectAndClose(database.config());
        assertThat(plan(database, ConnectOptions.defaults()).script()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aPlanTellsWhatIsMissingFromWhatIsWrong(Map.Entry<String, Supplier<TestDatabase>> kind) {
        TestDatabase database = kind.getValue().get();
        connectAndClose(with(database, c -> c));
        database.execute("DROP TABLE \"verification_requests\"", "CREATE TABLE foreigners (id int)");
        database.execute("ALTER TABLE \"users\" ADD COLUMN badge int DEFAULT 1 NOT NULL");
        Schema schema = Schema.nextAuth()
                .with(EntityKind.USER, users -> users.with(Column.optional("role", "role", ColumnType.STRING))
                        .with(Column.required("rank", "rank", ColumnType.STRING)));

        SchemaPlan plan = plan(database, ConnectOptions.defaults().withSchema(schema));

        assertThat(plan.differences())
                .containsExactly("column users.rank is missing, and rows that are there would have no value for it");
        assertThat(plan.statements()).anyMatch(sql -> sql.contains("ADD COLUMN") && sql.contains("role"));
        assertThat(plan.statements()).anyMatch(sql -> sql.startsWith("CREATE TABLE") && sql.contains("verification"));
        assertThat(plan.statements()).noneMatch(sql -> sql.contains("DROP") || sql.contains("rank"));
        assertThat(plan.script()).startsWith("-- column users.rank is missing").endsWith(";\n");
    }

    /** Who keeps addresses apart everywhere keeps them apart within a tenant. */
    @ParameterizedTest
    @MethodSource("kinds")
    void aStricterKeyServes(Map.Entry<String, Supplier<TestDatabase>> kind) {
        TestDatabase database = kind.getValue().get();
        connectAndClose(with(database, c -> c));
        Schema schema = Schema.nextAuth()
                .with(EntityKind.USER, users -> users.with(Column.required("tenant", "tenant", ColumnType.STRING)
                                .asKey()
                                .withDefault("acme"))
                        .withKeys(List.of(Key.unique("tenant", "email"))));

        SchemaPlan plan = plan(database, ConnectOptions.defaults().withSchema(schema));

        assertThat(plan.differences()).isEmpty();
        assertThat(plan.statements()).singleElement().asString().contains("ADD COLUMN");
        AuthAdapter adapter = Await.one(Authflux.connect(
                with(database, c -> c), ConnectOptions.defaults().withSchema(schema)));
        Await.one(adapter.users().create(NewUser.of("Ada", "ada@example.org")));
        assertThat(Await.failure(adapter.users().create(NewUser.of("Twin", "ada@example.org"))))
                .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                        .isEqualTo("email"));
        Await.done(adapter.close());
    }

    /** Rows that are there can only be given a moment that the database can name. */
    @ParameterizedTest
    @MethodSource("kinds")
    void aMomentThatNoDefaultCanFillIsRefused(Map.Entry<String, Supplier<TestDatabase>> kind) {
        TestDatabase database = kind.getValue().get();
        AuthAdapter adapter = Await.one(Authflux.connect(with(database, c -> c)));
        Await.one(adapter.users().create(NewUser.of("Ada", "ada@example.org")));
        Await.done(adapter.close());
        database.execute("ALTER TABLE \"users\" DROP COLUMN \"created_at\"");
        for (ColumnType type : List.of(ColumnType.ISO_TEXT, ColumnType.EPOCH_MILLIS, ColumnType.TIMESTAMP_UTC)) {
            Schema schema = Schema.nextAuth()
                    .with(EntityKind.USER, users -> users.with("createdAt", created -> created.typed(type)));

            assertThat(plan(database, ConnectOptions.defaults().withSchema(schema))
                            .differences())
                    .containsExactly(
                            "column users.created_at is missing, and rows that are there would have no value for it");
        }
        connectAndClose(with(database, c -> c));
        assertThat(database.query("SELECT count(*) FROM \"users\" WHERE \"created_at\" IS NOT NULL"))
                .containsExactly("1");
    }

    /** Instants in text are compared as numbers, for which an index on the text is of no use. */
    @ParameterizedTest
    @MethodSource("kinds")
    void noIndexIsAdvisedThatNothingWouldUse(Map.Entry<String, Supplier<TestDatabase>> kind) {
        TestDatabase database = kind.getValue().get();
        Layout layout = Layouts.authJsTypeOrm();
        Layout bare = layout.with(EntityKind.ACCOUNT, accounts -> accounts.withKeys(List.of()))
                .with(EntityKind.SESSION, sessions -> sessions.withKeys(List.of(Key.unique("sessionToken"))));
        Await.done(Authflux.connect(
                        with(database, c -> c), ConnectOptions.defaults().withLayout(bare))
                .flatMap(AuthAdapter::close));

        try (LogCapture log = LogCapture.start()) {
            Await.done(Authflux.connect(
                            database.config(), ConnectOptions.defaults().withLayout(layout))
                    .flatMap(AuthAdapter::close));

            assertThat(log.lines())
                    .filteredOn(line -> line.contains("the tables lack keys"))
                    .singleElement()
                    .asString()
                    .contains("providerAccountId")
                    .doesNotContain("expires");
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void droppingTakesTheSchemasOwnTablesAndNoOthers(Map.Entry<String, Supplier<TestDatabase>> kind) {
        TestDatabase database = kind.getValue().get();
        AuthAdapter before = Await.one(Authflux.connect(with(database, c -> c)));
        Await.one(before.users().create(NewUser.of("Ada", "ada@example.com")));
        Await.done(before.close());
        database.execute("CREATE TABLE orders (id int)", "INSERT INTO orders VALUES (1)");
        database.execute("ALTER TABLE \"users\" ADD COLUMN badge int");

        AuthAdapter after = Await.one(Authflux.connect(dropping(database)));

        assertThat(Await.maybe(after.users().findByEmail("ada@example.com"))).isEmpty();
        Await.one(after.users().create(NewUser.of("Ada", "ada@example.com")));
        Await.done(after.close());
        assertThat(database.query("SELECT id FROM orders")).containsExactly("1");
        connectAndClose(with(database, c -> c));
        assertThat(database.query("SELECT \"email\" FROM \"users\"")).containsExactly("ada@example.com");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whereThereIsNothingThereIsNothingToDrop(Map.Entry<String, Supplier<TestDatabase>> kind) {
        connectAndClose(dropping(kind.getValue().get()));
    }

    /** SQLite looks at references when rows change; the others stop, and where making tables is a part of a transaction, at once. */
    @ParameterizedTest
    @MethodSource("kinds")
    void aTableOfSomebodyElseIsNeverDropped(Map.Entry<String, Supplier<TestDatabase>> kind) {
        TestDatabase database = kind.getValue().get();
        connectAndClose(with(database, c -> c));
        database.execute("CREATE TABLE orders (id int, buyer int REFERENCES \"users\"(\"id\"))");

        if (kind.getKey().equals("sqlite")) {
            connectAndClose(dropping(database));
        } else {
            assertThat(Await.failure(Authflux.connect(dropping(database)))).isInstanceOf(AuthfluxException.class);
            assertThat(database.query("SELECT count(*) FROM \"users\"")).containsExactly("0");
        }
        if (kind.getKey().equals("postgres")) {
            assertThat(database.query("SELECT count(*) FROM \"accounts\""))
                    .as("all or nothing")
                    .containsExactly("0");
        }
        assertThat(database.query("SELECT count(*) FROM orders")).containsExactly("0");
    }
}
