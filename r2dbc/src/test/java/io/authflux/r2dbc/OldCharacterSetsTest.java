// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.Options;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.model.VerificationToken;
import io.authflux.testkit.Await;
import io.authflux.testkit.database.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;

/** Tables in the character sets that were the default before {@code utf8mb4}: latin1 in MySQL 5.7, and its "utf8". */
class OldCharacterSetsTest {

    private static final String PARTY = "\uD83C\uDF89";
    private static final String ZHE = "\u0416";
    private static final Instant LATER = Instant.parse("2037-01-01T00:00:00Z");

    static Stream<Arguments> tables() {
        return Stream.of(MySqlKind.values()).flatMap(kind -> Stream.of("latin1", "utf8mb3", "ascii", "cp1251")
                .map(set -> Arguments.of(kind, set)));
    }

    private static AuthAdapter connect(MySqlKind kind, String characterSet) {
        TestDatabase database = kind.fresh();
        NextAuthMySqlTablesTest.create(database, characterSet);
        AuthAdapter adapter = Await.one(Authflux.connect(
                kind.config(database).option(Options.LOOKUP_LANES, 1).build()));
        User user = Await.one(adapter.users().create(NewUser.of("Ada", "ada@example.com")));
        Await.done(Flux.range(0, 20)
                .concatMap(i -> adapter.sessions().create(NewSession.of("token" + i, user.id(), LATER)))
                .then());
        return adapter;
    }

    @ParameterizedTest
    @MethodSource("tables")
    void keysAreComparedExactly(MySqlKind kind, String characterSet) {
        AuthAdapter adapter = connect(kind, characterSet);
        Await.one(adapter.verificationTokens().create(new VerificationToken("ada@example.com", "click", LATER)));

        for (String other : List.of("TOKEN1", "token1 ", "t\u00F6ken1", "token1" + PARTY, "token1?")) {
            assertThat(Await.maybe(adapter.sessions().findWithUser(other))).isEmpty();
            assertThat(Await.maybe(adapter.sessions().extend(other, LATER))).isEmpty();
            assertThat(Await.one(adapter.sessions().delete(other))).isFalse();
        }
        assertThat(Await.maybe(adapter.users().findByEmail("ADA@example.com".toLowerCase(Locale.ROOT))))
                .isPresent();
        assertThat(Await.maybe(adapter.users().findByEmail("ADA@example.com"))).isEmpty();
        assertThat(Await.maybe(adapter.verificationTokens().consume("ada@example.com", "Click")))
                .isEmpty();
        assertThat(Await.maybe(adapter.verificationTokens().consume("ada@example.com", "click")))
                .isPresent();
        assertThat(Await.one(adapter.sessions().extend("token1", LATER)).expires())
                .isEqualTo(LATER);
        assertThat(Await.one(adapter.sessions().delete("token1"))).isTrue();
        Await.done(adapter.close());
    }

    /** All but the first travel together. */
    @ParameterizedTest
    @MethodSource("tables")
    void aKeyThatTheSetLacksFindsNothingAndHarmsNoNeighbour(MySqlKind kind, String characterSet) {
        AuthAdapter adapter = connect(kind, characterSet);

        for (String odd : List.of(PARTY, ZHE, "TOKEN1", "t\u00F6ken1")) {
            assertThat(Await.one(Flux.concat(
                                    Flux.range(0, 10).map(i -> "token" + i),
                                    Flux.just(odd),
                                    Flux.range(10, 10).map(i -> "token" + i))
                            .flatMap(adapter.sessions()::findWithUser, 64)
                            .collectList()))
                    .hasSize(20);
        }
        Await.done(adapter.close());
    }

    @ParameterizedTest
    @MethodSource("tables")
    void whatTheSetHasIsKeptAndWhatItLacksIsRefused(MySqlKind kind, String characterSet) {
        AuthAdapter adapter = connect(kind, characterSet);
        if (!characterSet.equals("cp1251")) {
            assertThatThrownBy(() -> adapter.users().create(NewUser.of(PARTY, "party@example.com")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("name")
                    .hasMessageContaining("utf8mb4")
                    .hasMessageNotContaining(PARTY);
        }
        String name = characterSet.equals("ascii") ? "Zoe" : characterSet.equals("cp1251") ? ZHE : "Zo\u00EB \u20AC";

        User user = Await.one(adapter.users().create(NewUser.of(name, "zoe@example.com")));

        assertThat(Await.one(adapter.users().findByEmail("zoe@example.com")).name())
                .isEqualTo(name);
        assertThat(Await.one(adapter.users().findById(user.id())).name()).isEqualTo(name);
        Await.done(adapter.close());
    }
}
