// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.ConnectOptions;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.error.StoreFailureException;
import io.authflux.error.UniqueViolationException;
import io.authflux.layout.Layout;
import io.authflux.layout.Layouts;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.model.UserUpdate;
import io.authflux.schema.AesGcmCodec;
import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Generator;
import io.authflux.testkit.Await;
import io.authflux.testkit.database.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What columns make of what they are given: encrypted, in one spelling, or generated. */
class EncodedColumnsTest {

    @TempDir
    static Path folder;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    record Member(String id, String publicId, Instant memberSince) {}

    static Stream<Arguments> databases() {
        return Stream.of(
                database("H2", Fresh::h2),
                database("PostgreSQL", Fresh::postgres),
                database("SQLite", EncodedColumnsTest::sqlite),
                database("MySQL", MySqlKind.MYSQL::fresh),
                database("MariaDB", MySqlKind.MARIADB::fresh));
    }

    private static Arguments database(String name, Supplier<TestDatabase> supplier) {
        return Arguments.of(name, supplier);
    }

    private static TestDatabase sqlite() {
        Path file = folder.resolve("encoded" + NUMBER.incrementAndGet() + ".sqlite");
        return new TestDatabase(
                DatabaseConfig.builder("sqlite").database(file.toString()).build(), "jdbc:sqlite:" + file);
    }

    private static AuthAdapter open(TestDatabase database, Layout layout) {
        DatabaseConfig config =
                database.config().mutate().option(Options.SYNCHRONIZE, true).build();
        return Await.one(Authflux.connect(config, ConnectOptions.defaults().withLayout(layout)));
    }

    private static Layout encrypting(String type) {
        return Layouts.nextAuth()
                .with(
                        EntityKind.USER,
                        users -> users.with(Column.optional("note", "note", ColumnType.STRING)
                                .declared(type)
                                .encoded(AesGcmCodec.of("k", new byte[16]))));
    }

    private static NewUser withNote(String note) {
        return NewUser.builder().name("Ada").attribute("note", note).build();
    }

    /** Twelve bytes and sixteen more, in base64, are longer than what they hide. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("databases")
    void whatIsWrittenMustFit(String name, Supplier<TestDatabase> supplier) {
        TestDatabase database = supplier.get();
        AuthAdapter adapter = open(database, encrypting("varchar(64)"));
        boolean limited = !name.equals("SQLite") && !name.equals("H2");

        User fits = Await.one(adapter.users().create(withNote("0123456789")));
        assertThat(fits.attributes()).containsEntry("note", "0123456789");
        if (limited) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> adapter.users().create(withNote("0".repeat(40))))
                    .withMessage("note is longer than 64 characters");
        } else {
            assertThat(Await.one(adapter.users().create(withNote("0".repeat(40))))
                            .attributes())
                    .containsEntry("note", "0".repeat(40));
        }
        Await.done(adapter.close());
    }

    /** What is encrypted is ASCII, whatever it hides. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("databases")
    void theCharacterSetOnlyMeetsWhatIsWritten(String name, Supplier<TestDatabase> supplier) {
        TestDatabase database = supplier.get();
        boolean family = name.equals("MySQL") || name.equals("MariaDB");
        AuthAdapter adapter = open(database, encrypting(family ? "varchar(255) CHARACTER SET latin1" : "varchar(255)"));

        User user = Await.one(adapter.users().create(withNote("\uD83D\uDD11 ключ")));

        assertThat(Await.one(adapter.users().findById(user.id())).attributes())
                .containsEntry("note", "\uD83D\uDD11 ключ");
        Await.done(adapter.close());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("databases")
    void aValueThatWasMovedToAnotherColumnIsRefused(String name, Supplier<TestDatabase> supplier) {
        TestDatabase database = supplier.get();
        Layout layout = encrypting("varchar(255)")
                .with(
                        EntityKind.USER,
                        users -> users.with(Column.optional("other", "other", ColumnType.STRING)
                                .encoded(AesGcmCodec.of("k", new byte[16]))));
        AuthAdapter adapter = open(database, layout);
        User user = Await.one(adapter.users().create(withNote("hidden")));
        database.execute(
                name.equals("H2") ? "UPDATE \"users\" SET \"other\" = \"note\"" : "UPDATE users SET other = note");

        assertThat(Await.failure(adapter.users().findById(user.id())))
                .isInstanceOf(StoreFailureException.class)
                .hasRootCauseInstanceOf(javax.crypto.AEADBadTagException.class);
        Await.done(adapter.close());
    }

    /** Better-auth never sees two users whose addresses differ in case only. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("databases")
    void inBetterAuthAddressesAreInLowerCase(String name, Supplier<TestDatabase> supplier) {
        AuthAdapter adapter = open(supplier.get(), Layouts.betterAuth());

        User ada = Await.one(adapter.users().create(NewUser.of("Ada", "Ada.\u00c9@Example.ORG")));
        assertThat(ada.email()).isEqualTo("ada.\u00e9@example.org");
        assertThat(Await.one(adapter.users().findById(ada.id()))).isEqualTo(ada);
        assertThat(Await.one(adapter.users().findByEmail("ADA.\u00e9@example.org")))
                .isEqualTo(ada);
        assertThat(Await.failure(adapter.users().create(NewUser.of("Twin", "aDA.\u00e9@example.org"))))
                .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                        .isEqualTo("email"));

        User moved = Await.one(adapter.users()
                .update(
                        ada.id(),
                        UserUpdate.builder().email("Countess@Example.org").build()));
        assertThat(moved.email()).isEqualTo("countess@example.org");
        assertThat(Await.one(adapter.users().findByEmail("COUNTESS@EXAMPLE.ORG")))
                .isEqualTo(moved);
        assertThat(Await.maybe(adapter.users().findByEmail("Ada.\u00c9@Example.ORG")))
                .isEmpty();
        Await.done(adapter.close());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("databases")
    void whatIsGeneratedComesBack(String name, Supplier<TestDatabase> supplier) {
        Layout layout = Layouts.nextAuth()
                .with(EntityKind.USER, users -> users.with(Column.required("publicId", "public_id", ColumnType.STRING)
                                .generated(Generator.ULID))
                        .with(Column.required("memberSince", "member_since", ColumnType.TIMESTAMP)
                                .generated(Generator.CREATED_AT)));
        AuthAdapter adapter = open(supplier.get(), layout);

        User user = Await.one(adapter.users().create(NewUser.of("Ada", "ada@example.org")));
        Member member = user.as(Member.class);

        assertThat(member.publicId()).matches("[0-9A-HJKMNP-TV-Z]{26}");
        assertThat(user.attributes())
                .isEqualTo(Map.of("publicId", member.publicId(), "memberSince", member.memberSince()));
        assertThat(Await.one(adapter.users().findByEmail("ada@example.org")).as(Member.class))
                .isEqualTo(member);
        assertThat(Await.one(adapter.users()
                                .update(
                                        user.id(),
                                        UserUpdate.builder().name("A.").build()))
                        .as(Member.class))
                .isEqualTo(member);
        Await.done(adapter.close());
    }
}
