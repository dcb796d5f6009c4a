// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import static io.authflux.schema.EntityKind.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.model.Account;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.model.VerificationToken;
import io.authflux.token.Tokens;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Text: stored as it is and compared exactly, whatever the script. */
public interface TextContract extends ContractFixture {

    /** Text in many scripts; each is as long in the database as it is here. */
    List<String> SCRIPTS = List.of(
            "Zoë Müller-Łukasiewicz",
            "Ζωή Ωμέγα",
            "Наталья",
            "محمد \u202b(RTL)\u202c",
            "שלום עולם",
            "王小明",
            "さくら",
            "ไทย",
            "e\u0301 is not \u00e9",
            "\uD83D\uDC69\u200D\uD83D\uDE80 \uD83C\uDDEA\uD83C\uDDFA \uD83D\uDC4D\uD83C\uDFFD",
            "\uD835\uDD38\uD835\uDD39",
            "tab\tand\nnewline\r\nand quote' \"\\",
            "\u0001\u001f\u007f\u0085\u2028\ufeff\uffff",
            "  spaces around  ");

    /** Names, addresses and pictures are stored as they are. */
    @Test
    default void everyScriptIsKept() {
        for (String text : SCRIPTS) {
            String email = Given.unique(text) + "@example.org";
            NewUser input =
                    NewUser.builder().name(text).email(email).image(text).build();

            User user = Await.one(adapter().users().create(input));

            assertThat(user).isEqualTo(new User(user.id(), text, kept(email), null, text, Map.of()));
            assertThat(Await.one(adapter().users().findById(user.id()))).isEqualTo(user);
            assertThat(Await.one(adapter().users().findByEmail(email))).isEqualTo(user);
            assertThat(backdoor().findOne(USER, Map.of("id", user.id())).orElseThrow())
                    .containsEntry("name", text)
                    .containsEntry("email", kept(email));
        }
    }

    /** An address as the layout keeps it: most as it is, better-auth in lower case. */
    private String kept(String email) {
        return String.valueOf(schema().entity(USER).column("email").require(email));
    }

    /** Keys of every kind are stored as they are, and found. */
    @Test
    default void everyScriptIsAKey() {
        User user = Given.in(this).user();
        for (String text : SCRIPTS) {
            Account account = Account.builder(user.id(), "oauth", text, Given.unique(text))
                    .build();
            VerificationToken token =
                    new VerificationToken(text, Tokens.random(), Given.in(this).now());
            Await.done(adapter().accounts().link(account));
            Await.done(adapter().verificationTokens().create(token));

            assertThat(Await.maybe(adapter().accounts().find(account.provider(), account.providerAccountId())))
                    .contains(account);
            assertThat(Await.maybe(adapter().verificationTokens().consume(text, token.token())))
                    .contains(token);
        }
        assertThat(Await.all(adapter().accounts().findByUser(user.id()))).hasSameSizeAs(SCRIPTS);
    }

    /** An address is found only as it is written: case, accents, forms of an accent and white space count. */
    @Test
    default void addressIsComparedExactly() {
        String email = Given.unique("Zo\u00eb") + "@Example.org";
        Await.done(adapter().users().create(NewUser.of(null, email)));
        List<String> others = List.of(
                email.toLowerCase(Locale.ROOT),
                email.toUpperCase(Locale.ROOT),
                email.replace('\u00eb', 'e'),
                email.replace("\u00eb", "e\u0308"),
                email + " ",
                " " + email,
                email + "\u200b",
                email.substring(1),
                email.replace('-', '_'),
                email.replaceFirst("-.*@", "-%@"));

        assertThat(Await.maybe(adapter().users().findByEmail(email))).isPresent();
        assertThat(others)
                .filteredOn(other -> !kept(other).equals(kept(email)))
                .isNotEmpty()
                .allSatisfy(other -> assertThat(Await.maybe(adapter().users().findByEmail(other)))
                        .isEmpty());
    }

    /** Session tokens, credentials and account ids are compared as exactly. */
    @Test
    default void keysAreComparedExactly() {
        Given given = Given.in(this);
        User user = given.user();
        String token = given.session(user).sessionToken();
        Account account = given.account(user);
        String credential = given.authenticator(user).credentialId();

        for (String other : List.of(token.toUpperCase(Locale.ROOT), token + " ", " " + token)) {
            assertThat(Await.maybe(adapter().sessions().findWithUser(other))).isEmpty();
            assertThat(Await.one(adapter().sessions().delete(other))).isFalse();
        }
        assertThat(Await.maybe(adapter().accounts().find("GitHub", account.providerAccountId())))
                .isEmpty();
        assertThat(Await.maybe(adapter().accounts().find("github", account.providerAccountId() + " ")))
                .isEmpty();
        assertThat(Await.maybe(adapter().authenticators().find(credential.toUpperCase(Locale.ROOT))))
                .isEmpty();
    }

    /** Two addresses that differ in case or accents are two users, where the tables allow it. */
    @Test
    default void addressesThatDifferInCaseAreTwo() {
        String email = Given.unique("zo\u00eb") + "@example.org";
        List<String> others =
                exactKeys() ? List.of(email.toUpperCase(Locale.ROOT), email.replace('\u00eb', 'e')) : List.of();
        User first = Await.one(adapter().users().create(NewUser.of("first", email)));

        others.stream()
                .filter(other -> !kept(other).equals(kept(email)))
                .forEach(other -> Await.done(adapter().users().create(NewUser.of("other", other))));

        assertThat(Await.maybe(adapter().users().findByEmail(email))).contains(first);
    }

    /** Keys of 255 characters fit, in ASCII and beyond, or of as many as the layout declares. */
    @Test
    default void longKeysFit() {
        int most = Given.in(this).length(USER, "email", 255);
        for (String filler : List.of("k", "\u00e9", "\u738b")) {
            String email = Given.unique("") + "@";
            email += filler.repeat(most - email.length());

            User user = Await.one(adapter().users().create(NewUser.of(filler.repeat(most), email)));

            assertThat(Await.maybe(adapter().users().findByEmail(email))).contains(user);
        }
    }

    /** An empty text is not the absence of text. */
    @Test
    default void emptyTextIsNotNull() {
        User user = Await.one(adapter().users().create(NewUser.of("", Given.email())));
        Account input = Given.newAccount(user).accessToken("").build();

        assertThat(user.name()).isEmpty();
        assertThat(Await.one(adapter().users().findById(user.id()))).isEqualTo(user);
        assertThat(Await.one(adapter().accounts().link(input))).isEqualTo(input);
    }
}
