// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import static io.authflux.schema.EntityKind.SESSION;
import static io.authflux.schema.EntityKind.USER;
import static io.authflux.schema.EntityKind.VERIFICATION_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.model.Account;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.Session;
import io.authflux.model.User;
import io.authflux.model.UserUpdate;
import io.authflux.model.VerificationToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Text from outside, written to do harm: a value is a value, and what matches nothing finds nothing. */
public interface HostileInputContract extends ContractFixture {

    /** What every database can store, and every careless adapter runs. */
    List<String> STORABLE = List.of(
            "' OR '1'='1",
            "'; DROP TABLE users; --",
            "\" OR \"\"=\"",
            "\\'; DELETE FROM sessions; --",
            "`users`; --",
            "/* */ UNION SELECT * FROM users --",
            "%",
            "_%",
            "$1",
            "?",
            ":name",
            "@p0",
            "{\"$ne\":null}",
            "{\"$gt\":\"\"}",
            "$where",
            "null",
            "undefined",
            "true",
            "0",
            "-1",
            "1e3",
            "NaN",
            "999999999999999999999999",
            "[object Object]",
            "__proto__",
            "../../etc/passwd",
            "a\r\nSet-Cookie: b=c",
            "${jndi:ldap://localhost/x}",
            "{}",
            "%s%n%1$s");

    /** What no database holds, and what is no key: NUL, halves of surrogate pairs, more bytes than an index takes. */
    List<String> UNSTORABLE = List.of(
            "\0",
            "a\0b",
            "\uD800",
            "a\uDC00",
            "\uDC00\uD800",
            "k".repeat(2_049),
            "\u00e9".repeat(1_025),
            "k".repeat(1_000_000));

    /** Blank criteria, which a careless adapter answers with the first row. */
    List<String> BLANK = List.of("", " ", "\t\n");

    /** As a criterion none of it finds, changes or deletes anything. */
    @Test
    default void hostileCriteriaMatchNothing() {
        Given given = Given.in(this);
        User user = given.user();
        Session session = given.session(user);
        VerificationToken token = given.token();
        Account account = given.account(user);
        given.authenticator(user);

        Stream.of(STORABLE, UNSTORABLE, BLANK).flatMap(List::stream).forEach(text -> {
            assertMatchesNothing(text);
            assertThat(Await.maybe(adapter().users().findByAccount(account.provider(), text)))
                    .isEmpty();
            assertThat(Await.maybe(adapter().verificationTokens().consume(token.identifier(), text)))
                    .isEmpty();
            assertThat(Await.maybe(adapter().verificationTokens().consume(text, token.token())))
                    .isEmpty();
        });

        assertThat(Await.one(adapter().sessions().findWithUser(session.sessionToken()))
                        .user())
                .isEqualTo(user);
        assertThat(backdoor().find(VERIFICATION_TOKEN, Map.of("token", token.token())))
                .hasSize(1);
        assertThat(Await.all(adapter().accounts().findByUser(user.id()))).containsExactly(account);
        assertThat(Await.all(adapter().authenticators().findByUser(user.id()))).hasSize(1);
    }

    private void assertMatchesNothing(String text) {
        var users = adapter().users();
        var sessions = adapter().sessions();
        UserUpdate rename = UserUpdate.builder().name("harmed").build();
        List<Mono<?>> finders = List.of(
                users.findById(text),
                users.findByEmail(text),
                users.findByAccount(text, text),
                users.update(text, rename),
                adapter().accounts().find(text, text),
                adapter().accounts().findByUser(text).next(),
                sessions.findWithUser(text),
                sessions.extend(text, clock().instant()),
                sessions.findByUser(text).next(),
                adapter().verificationTokens().find(text, text),
                adapter().authenticators().find(text),
                adapter().authenticators().findByUser(text).next());
        finders.forEach(finder -> assertThat(Await.maybe(finder)).isEqualTo(Optional.empty()));

        assertThat(Await.one(users.delete(text))).isFalse();
        assertThat(Await.one(adapter().accounts().unlink(text, text))).isFalse();
        assertThat(Await.one(sessions.delete(text))).isFalse();
        assertThat(Await.one(sessions.deleteByUser(text))).isZero();
        assertThat(Await.one(adapter().verificationTokens().delete(text, text))).isFalse();
    }

    /** As a value it is stored as it is. */
    @Test
    default void hostileTextIsAValue() {
        for (String text : STORABLE) {
            User user = Await.one(adapter()
                    .users()
                    .create(NewUser.builder()
                            .name(text)
                            .email(Given.unique(text))
                            .image(text)
                            .build()));
            String token = Given.unique(text);
            Await.done(adapter()
                    .sessions()
                    .create(NewSession.of(token, user.id(), Given.in(this).now())));

            assertThat(Await.one(adapter().sessions().findWithUser(token)).user())
                    .isEqualTo(user);
            assertThat(backdoor().findOne(USER, Map.of("id", user.id())).orElseThrow())
                    .containsEntry("name", text)
                    .containsEntry("email", String.valueOf(user.email()));
            assertThat(Await.one(adapter()
                                    .users()
                                    .update(
                                            user.id(),
                                            UserUpdate.builder()
                                                    .image(text + text)
                                                    .build()))
                            .image())
                    .isEqualTo(text + text);
        }
    }

    /** An id is the text that was handed out, and no other way to write the same number. */
    @Test
    default void idIsComparedAsText() {
        User user = Given.in(this).user();
        Given.in(this).session(user);
        List<String> others = List.of(
                "0" + user.id(),
                "+" + user.id(),
                " " + user.id(),
                user.id() + " ",
                user.id() + ".0",
                user.id() + "\n",
                user.id() + "'",
                fullWidth(user.id()));

        assertThat(others).allSatisfy(other -> {
            assertThat(Await.maybe(adapter().users().findById(other))).isEmpty();
            assertThat(Await.all(adapter().sessions().findByUser(other))).isEmpty();
            assertThat(Await.one(adapter().sessions().deleteByUser(other))).isZero();
            assertThat(Await.one(adapter().users().delete(other))).isFalse();
        });
        assertThat(Await.one(adapter().users().findById(user.id()))).isEqualTo(user);
        assertThat(backdoor().find(SESSION, Map.of("userId", user.id()))).hasSize(1);
    }

    private static String fullWidth(String id) {
        StringBuilder wide = new StringBuilder();
        id.chars().forEach(c -> wide.append(c >= '0' && c <= '9' ? (char) (c - '0' + '\uff10') : (char) c));
        return wide.toString();
    }

    /** Any text at all is answered or refused, and nothing breaks. */
    @Test
    default void anyTextIsAnsweredOrRefused() {
        Random random = new Random(42);
        for (int i = 0; i < 300; i++) {
            String text = Given.unique("") + randomText(random);
            assertThat(Await.maybe(adapter().sessions().findWithUser(text))).isEmpty();

            Optional<User> user = createOrRefuse(text);

            assertThat(Await.maybe(adapter().users().findByEmail(text))).isEqualTo(user);
        }
    }

    private Optional<User> createOrRefuse(String email) {
        try {
            return Await.maybe(adapter().users().create(NewUser.of(null, email)));
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(24);
        for (int i = 0; i < length; i++) {
            text.append(
                    switch (random.nextInt(4)) {
                        case 0 -> (char) random.nextInt(128);
                        case 1 -> (char) random.nextInt(0x10000);
                        case 2 -> (char) (0xD7F0 + random.nextInt(0x900));
                        default -> (char) ('a' + random.nextInt(26));
                    });
        }
        return text.toString();
    }
}
