// SPDX-License-Identifier: Apache-2.0
package io.authflux.interop;

import static io.authflux.interop.AuthJsRows.VERIFIED;
import static io.authflux.interop.AuthJsRows.id;
import static io.authflux.interop.AuthJsRows.moment;
import static io.authflux.interop.AuthJsRows.profile;
import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.adapter.AuthAdapter;
import io.authflux.model.Account;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.model.UserUpdate;
import io.authflux.model.VerificationToken;
import io.authflux.testkit.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every adapter of Auth.js that runs here, and Authflux with its layout: on every database that both open, on tables that
 * either made, each reads, changes and deletes what the other wrote.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("pairings")
class AuthJsTest {

    /** As much as the narrowest column holds: 191 characters of four bytes, an address of 190. */
    private static final String LONG_NAME = "🎉".repeat(191);

    private static final String LONG_EMAIL = "zoe+ñ".repeat(34) + ".abcdefg@example.com";
    private static final String NAME = "Zoë Ñandú 🎉 \u200Bنص";
    private static final Instant SOON = Instant.parse("2036-02-29T23:59:59.001Z");

    @TempDir
    static Path folder;

    @RegisterExtension
    static final InteropMatrix MATRIX = new InteropMatrix("2");

    /** Open for the tests of one invocation. */
    private static @Nullable AuthJsWorld open;

    private final Pairing pairing;

    AuthJsTest(Pairing pairing) {
        this.pairing = pairing;
    }

    /** One adapter on one database, and who makes its tables. */
    record Pairing(AuthJsAdapter adapter, AuthJsDatabase database, Maker maker) {

        boolean allowsNoEmail() {
            return adapter.allowsNoEmail(database);
        }

        @Override
        public String toString() {
            return adapter + " on " + database + ", tables by " + maker;
        }
    }

    static Stream<Pairing> pairings() {
        return Stream.of(AuthJsAdapter.values()).flatMap(adapter -> adapter.databases().stream()
                .flatMap(database -> Stream.of(Maker.values()).map(maker -> new Pairing(adapter, database, maker))));
    }

    @BeforeAll
    static void unroll() throws IOException {
        for (AuthJsAdapter adapter : AuthJsAdapter.values()) {
            MATRIX.row(row(adapter), adapter.reasons());
        }
    }

    private static String row(AuthJsAdapter adapter) throws IOException {
        return InteropMatrix.pinned("node-authjs", adapter.packageName());
    }

    @BeforeParameterizedClassInvocation
    static void open(Pairing pairing) throws Exception {
        MATRIX.running(
                row(pairing.adapter()),
                InteropMatrix.Column.valueOf(pairing.database().name()));
        open = MATRIX.opening(() -> AuthJsWorld.open(pairing, folder));
    }

    @AfterParameterizedClassInvocation
    static void close() throws IOException {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    @AfterAll
    static void publish() throws IOException {
        MATRIX.publish();
    }

    private static AuthJsWorld world() {
        return Objects.requireNonNull(open);
    }

    private static NodeAdapter theirs() {
        return world().theirs();
    }

    private static AuthAdapter ours() {
        return world().ours();
    }

    @Test
    void theirUserIsOurs() {
        Map<String, Object> user =
                Await.one(theirs().object("createUser", profile(NAME, "their@example.com", VERIFIED)));
        User found = Await.one(ours().users().findById(id(user)));
        assertThat(found.name()).isEqualTo(NAME);
        assertThat(found.email()).isEqualTo("their@example.com");
        assertThat(found.image()).isNull();
        world().assertVerified(found.emailVerified());
        assertThat(Await.one(ours().users().findByEmail("their@example.com"))).isEqualTo(found);

        Await.one(ours().users()
                .update(found.id(), UserUpdate.builder().name("Ada").image("i").build()));
        Map<String, Object> changed = Await.one(theirs().object("getUser", found.id()));
        assertThat(changed).containsEntry("name", "Ada").containsEntry("image", "i");
        assertThat(changed).containsEntry("email", "their@example.com");
        world().assertVerified(changed);

        assertThat(Await.one(ours().users().delete(found.id()))).isTrue();
        assertThat(Await.maybe(theirs().object("getUserByEmail", "their@example.com")))
                .isEmpty();
    }

    @Test
    void ourUserIsTheirs() {
        User user = Await.one(ours().users()
                .create(NewUser.builder()
                        .name(NAME)
                        .email("our@example.com")
                        .emailVerified(VERIFIED)
                        .build()));
        Map<String, Object> found = Await.one(theirs().object("getUserByEmail", "our@example.com"));
        assertThat(id(found)).isEqualTo(user.id());
        assertThat(found).containsEntry("name", NAME);
        assertThat(found.get("image")).isNull();
        world().assertVerified(found);
        assertThat(Await.one(theirs().object("getUser", user.id()))).isEqualTo(found);

        Await.done(theirs().call("updateUser", Map.of("id", found.get("id"), "name", "Grace")));
        User changed = Await.one(ours().users().findById(user.id()));
        assertThat(changed.name()).isEqualTo("Grace");
        assertThat(changed.email()).isEqualTo("our@example.com");
        world().assertVerified(changed.emailVerified());

        Await.done(theirs().call("deleteUser", found.get("id")));
        assertThat(Await.maybe(ours().users().findById(user.id()))).isEmpty();
    }

    /** Whether a layout keeps capitals or not, who signs up with them on one side is found with them on the other. */
    @Test
    void anAddressWithCapitalsIsFoundBothWays() {
        String theirAddress = "Their.Capitals@Example.com";
        String ourAddress = "Our.Capitals@Example.com";
        Map<String, Object> their = Await.one(theirs().object("createUser", profile(NAME, theirAddress, null)));
        User our = Await.one(ours().users().create(NewUser.of(NAME, ourAddress)));

        assertThat(Await.one(ours().users().findByEmail(theirAddress)).id()).isEqualTo(id(their));
        assertThat(id(Await.one(theirs().object("getUserByEmail", ourAddress)))).isEqualTo(our.id());
    }

    @Test
    void nothingAndTheLongestPassBothWays() {
        String nobody = pairing.adapter().allowsNoName() ? null : "nobody";
        String unverified = pairing.allowsNoEmail() ? null : "nobody@example.com";
        String id = id(Await.one(theirs().object("createUser", profile(nobody, unverified, null))));
        User found = Await.one(ours().users().findById(id));
        assertThat(found.name()).isEqualTo(nobody);
        assertThat(found.email()).isEqualTo(unverified);
        assertThat(found.emailVerified()).isNull();

        User longest = Await.one(ours().users().create(NewUser.of(LONG_NAME, LONG_EMAIL)));
        Map<String, Object> theirs = Await.one(theirs().object("getUserByEmail", LONG_EMAIL));
        assertThat(id(theirs)).isEqualTo(longest.id());
        assertThat(theirs).containsEntry("name", LONG_NAME);
        assertThat(theirs.get("emailVerified")).isIn(null, false);
        if (pairing.allowsNoEmail()) {
            // More than one user without an address, which a unique key must allow.
            User ours = Await.one(ours().users().create(NewUser.of(NAME, null)));
            assertThat(Await.one(theirs().object("getUser", ours.id())).get("email"))
                    .isNull();
        }
    }

    @Test
    void theirAccountIsOurs() {
        String id = id(Await.one(theirs().object("createUser", profile(NAME, "linked@example.com", null))));
        Await.done(theirs().call("linkAccount", AuthJsRows.account(id, "github", "their ✓")));
        world().assertWhole(Await.one(ours().accounts().find("github", "their ✓")), id);
        assertThat(Await.one(ours().users().findByAccount("github", "their ✓")).id())
                .isEqualTo(id);

        assertThat(Await.one(ours().accounts().unlink("github", "their ✓"))).isTrue();
        assertThat(Await.maybe(theirs().object("getUserByAccount", AuthJsRows.key("github", "their ✓"))))
                .isEmpty();
        Await.done(theirs().call("linkAccount", AuthJsRows.bareAccount(id, "google", "0042")));
        Account bare = Await.one(ours().accounts().find("google", "0042"));
        assertThat(bare.refreshToken()).isNull();
        assertThat(bare.expiresAt()).isNull();
        assertThat(Await.all(ours().accounts().findByUser(id))).containsExactly(bare);
        Await.one(ours().users().delete(id));
        assertThat(Await.maybe(theirs().object("getUserByAccount", AuthJsRows.key("google", "0042"))))
                .isEmpty();
    }

    @Test
    void ourAccountIsTheirs() {
        User user = Await.one(ours().users().create(NewUser.of(NAME, "links@example.com")));
        Await.one(ours().accounts().link(AuthJsRows.ours(user.id(), "github", "our ✓")));
        assertThat(id(Await.one(theirs().object("getUserByAccount", AuthJsRows.key("github", "our ✓")))))
                .isEqualTo(user.id());

        Await.done(theirs().call("unlinkAccount", AuthJsRows.key("github", "our ✓")));
        assertThat(Await.maybe(ours().accounts().find("github", "our ✓"))).isEmpty();
        assertThat(Await.maybe(ours().users().findByAccount("github", "our ✓"))).isEmpty();
    }

    @Test
    void aTokenOfEitherSideIsGoodOnceOnTheOther() {
        Await.done(theirs().call("createVerificationToken", AuthJsRows.token("zoe@example.com", "their hash", SOON)));
        assertThat(Await.maybe(ours().verificationTokens().consume("ada@example.com", "their hash")))
                .isEmpty();
        VerificationToken used = Await.one(ours().verificationTokens().consume("zoe@example.com", "their hash"));
        world().assertSame(used.expires(), SOON);
        assertThat(Await.maybe(
                        theirs().object("useVerificationToken", AuthJsRows.token("zoe@example.com", "their hash"))))
                .isEmpty();

        Await.one(ours().verificationTokens().create(new VerificationToken("ada@example.com", "our hash", SOON)));
        Map<String, Object> theirs =
                Await.one(theirs().object("useVerificationToken", AuthJsRows.token("ada@example.com", "our hash")));
        world().assertSame(SOON, moment(theirs, "expires"));
        assertThat(Await.maybe(ours().verificationTokens().consume("ada@example.com", "our hash")))
                .isEmpty();
    }

    @Test
    void theirSessionIsOurs() {
        new AuthJsSessions(world()).theirsIsOurs();
    }

    @Test
    void ourSessionIsTheirs() {
        new AuthJsSessions(world()).oursIsTheirs();
    }

    @Test
    void aPasskeyOfEitherSideIsKnownToTheOther() {
        if (pairing.adapter().hasAuthenticators()) {
            new AuthJsPasskeys(world()).bothKnowBoth();
        }
    }

    @Test
    void bothSignInAtOnceAndFindEachOther() {
        new AuthJsLoad(world()).run();
    }
}
