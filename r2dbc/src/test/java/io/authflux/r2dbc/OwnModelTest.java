// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.ConnectOptions;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.error.NonUniqueResultException;
import io.authflux.error.UniqueViolationException;
import io.authflux.layout.Layout;
import io.authflux.layout.Layouts;
import io.authflux.model.Account;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.model.UserUpdate;
import io.authflux.schema.AesGcmCodec;
import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Generator;
import io.authflux.schema.Key;
import io.authflux.testkit.Await;
import io.authflux.testkit.database.MySqlServer;
import io.authflux.testkit.database.PostgresServer;
import io.authflux.testkit.database.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What applications do to the models: names, columns, keys, ids, encryption. */
class OwnModelTest {

    @TempDir
    static Path folder;

    private static final AesGcmCodec FIRST_KEY = AesGcmCodec.of("k1", new byte[32]);
    private static final AesGcmCodec SECOND_KEY =
            AesGcmCodec.of("k2", new byte[16]).reading("k1", new byte[32]);

    enum Role {
        GUEST,
        ADMIN
    }

    record Member(String id, String email, Role role, String tenant, int visits) {}

    static Stream<Arguments> databases() {
        return Stream.of(
                Arguments.of("PostgreSQL", (Supplier<TestDatabase>)
                        () -> PostgresServer.shared().database("own_model")),
                Arguments.of("MySQL", (Supplier<TestDatabase>)
                        () -> MySqlServer.shared().database("own_model")),
                Arguments.of("SQLite", (Supplier<TestDatabase>) OwnModelTest::sqlite));
    }

    private static TestDatabase sqlite() {
        Path file = folder.resolve("own.sqlite");
        DatabaseConfig config =
                DatabaseConfig.builder("sqlite").database(file.toString()).build();
        return new TestDatabase(config, "jdbc:sqlite:" + file);
    }

    private static Layout layout(AesGcmCodec codec) {
        return Layouts.nextAuth()
                .with(EntityKind.USER, users -> users.withTable("members")
                        .with("id", id -> id.typed(ColumnType.STRING).generated(Generator.ULID))
                        .with("email", email -> email.named("mail"))
                        .with(Column.required("role", "role", ColumnType.STRING).withDefault("GUEST"))
                        .with(Column.required("tenant", "tenant", ColumnType.STRING)
                                .declared("varchar(64)")
                                .asKey()
                                .withDefault("acme"))
                        .with(Column.required("visits", "visits", ColumnType.INTEGER)
                                .withDefault(0))
                        .with(Column.optional("nickname", "nickname", ColumnType.STRING))
                        .withKeys(List.of(Key.unique("tenant", "email"), Key.index("nickname"))))
                .with(EntityKind.ACCOUNT, accounts -> accounts.with("userId", id -> id.typed(ColumnType.STRING))
                        .with("accessToken", token -> token.encoded(codec))
                        .with("refreshToken", token -> token.encoded(codec)))
                .with(EntityKind.SESSION, sessions -> sessions.with("userId", id -> id.typed(ColumnType.STRING)))
                .with(EntityKind.AUTHENTICATOR, keys -> keys.with("userId", id -> id.typed(ColumnType.STRING)));
    }

    private static AuthAdapter open(TestDatabase database, AesGcmCodec codec) {
        DatabaseConfig config =
                database.config().mutate().option(Options.SYNCHRONIZE, true).build();
        return Await.one(Authflux.connect(config, ConnectOptions.defaults().withLayout(layout(codec))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("databases")
    void modelsAreTheApplications(String name, Supplier<TestDatabase> supplier) throws SQLException {
        TestDatabase database = supplier.get();
        AuthAdapter adapter = open(database, FIRST_KEY);

        User guest = Await.one(adapter.users().create(NewUser.of("Ada", "ada@example.org")));
        User admin = Await.one(adapter.users()
                .create(NewUser.builder()
                        .email("ada@example.org")
                        .attribute("tenant", "other")
                        .attribute("role", "ADMIN")
                        .attribute("visits", 7)
                        .build()));

        assertThat(guest.id()).matches("[0-9A-HJKMNP-TV-Z]{26}");
        assertThat(guest.as(Member.class)).isEqualTo(new Member(guest.id(), "ada@example.org", Role.GUEST, "acme", 0));
        assertThat(Await.one(adapter.users().findById(admin.id())).as(Member.class))
                .isEqualTo(new Member(admin.id(), "ada@example.org", Role.ADMIN, "other", 7));
        assertThat(Await.failure(adapter.users().findByEmail("ada@example.org")))
                .as("not one of several")
                .isInstanceOf(NonUniqueResultException.class)
                .hasMessage("users.findByEmail: there are several, and one was asked for");
        assertThat(Await.one(adapter.users().findByEmail("ada@example.org", Map.of("tenant", "other"))))
                .isEqualTo(admin);
        assertThat(Await.one(adapter.users().findByEmail("ada@example.org", Map.of("tenant", "acme", "visits", 0))))
                .isEqualTo(guest);
        assertThat(Await.maybe(adapter.users().findByEmail("ada@example.org", Map.of("tenant", "ACME"))))
                .isEmpty();
        assertThatThrownBy(() -> adapter.users().findByEmail("ada@example.org", Map.of("team", "red")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("team");
        assertThatThrownBy(() -> adapter.users().findByEmail("ada@example.org", Map.of("visits", "many")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("visits must be of type Integer");
        assertThat(Await.failure(adapter.users().create(NewUser.of("Twin", "ada@example.org"))))
                .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                        .isEqualTo("tenant,email"));
        User renamed = Await.one(adapter.users()
                .update(
                        guest.id(),
                        UserUpdate.builder()
                                .attribute("nickname", "countess")
                                .attribute("visits", 1)
                                .build()));
        assertThat(renamed.attributes()).containsEntry("nickname", "countess").containsEntry("visits", 1);

        Await.one(adapter.accounts()
                .link(Account.builder(guest.id(), "oauth", "github", "4711")
                        .accessToken("gho_secret")
                        .refreshToken("ghr_secret")
                        .build()));
        assertThat(strings(database, "SELECT access_token FROM accounts"))
                .singleElement()
                .asString()
                .startsWith("enc:1:k1:");
        // Somebody else writes a member without knowing our columns, and adds one that we do not know.
        database.execute(
                "ALTER TABLE members ADD COLUMN theirs integer DEFAULT 5",
                "INSERT INTO members (id, mail) VALUES ('their-own-id', 'grace@example.org')");
        Await.done(adapter.close());

        AuthAdapter later = open(database, SECOND_KEY);
        assertThat(Await.one(later.accounts().find("github", "4711")).accessToken())
                .isEqualTo("gho_secret");
        assertThat(Await.one(later.users().findByAccount("github", "4711")).id())
                .isEqualTo(guest.id());
        assertThat(Await.one(later.users().findByEmail("grace@example.org")).as(Member.class))
                .isEqualTo(new Member("their-own-id", "grace@example.org", Role.GUEST, "acme", 0));
        assertThat(strings(database, "SELECT theirs FROM members")).containsOnly("5");
        Await.done(later.close());
    }

    private static List<String> strings(TestDatabase database, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
