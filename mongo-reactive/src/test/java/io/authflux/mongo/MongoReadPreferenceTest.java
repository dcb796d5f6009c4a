// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.model.Account;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.model.UserUpdate;
import io.authflux.model.VerificationToken;
import io.authflux.testkit.Await;
import io.authflux.token.Tokens;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** What may be read from a server that lags, and what must be fresh. */
class MongoReadPreferenceTest {

    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");
    private static final String LAGGING = "secondaryPreferred";

    private final ScriptedBackend backend = new ScriptedBackend(true);
    private final JavaServer server = JavaServer.start(backend);

    @AfterEach
    void stop() {
        server.close();
    }

    private AuthAdapter connect(String options) {
        return Await.one(Authflux.connect(server.url() + "/app?synchronize=true" + options));
    }

    private static String mode(Document command) {
        return command.get("$readPreference") instanceof Document preference
                ? String.valueOf(preference.get("mode"))
                : "primary";
    }

    /** The commands that read from where the URL wants. */
    private List<Document> lagging() {
        return Stream.of("find", "aggregate", "findAndModify", "insert", "update", "delete", "listIndexes")
                .flatMap(name -> backend.commands(name).stream())
                .filter(command -> mode(command).equals(LAGGING))
                .toList();
    }

    private static User signedIn(AuthAdapter adapter, String token) {
        User user = Await.one(adapter.users().create(NewUser.of("Ada", token + "@example.org")));
        Await.one(adapter.sessions().create(NewSession.of(token, user.id(), LATER)));
        return user;
    }

    @Test
    void onlyTheLookupOfASessionFollowsTheUrl() {
        AuthAdapter adapter = connect("&readPreference=" + LAGGING);
        User user = signedIn(adapter, "t");
        Await.one(adapter.accounts()
                .link(Account.builder(user.id(), "oauth", "github", "42").build()));
        Await.one(
                adapter.users().update(user.id(), UserUpdate.builder().name("B").build()));
        Await.one(adapter.users().findById(user.id()));
        Await.one(adapter.users().findByEmail("t@example.org"));
        Await.one(adapter.users().findByAccount("github", "42"));
        Await.all(adapter.accounts().findByUser(user.id()));
        Await.all(adapter.sessions().findByUser(user.id()));
        Await.one(adapter.verificationTokens().create(new VerificationToken("i", "v", LATER)));
        Await.one(adapter.verificationTokens().find("i", "v"));
        Await.one(adapter.verificationTokens().consume("i", "v"));
        Await.one(adapter.sessions().extend("t", LATER));

        assertThat(lagging()).isEmpty();
        assertThat(Await.one(adapter.sessions().findWithUser("t")).user().name())
                .isEqualTo("B");
        assertThat(lagging()).singleElement().satisfies(command -> assertThat(command.get("aggregate"))
                .isEqualTo("sessions"));
        assertThat(Await.one(adapter.users().delete(user.id()))).isTrue();
        assertThat(backend.commands("commitTransaction")).hasSize(1);
        Await.done(adapter.close());
    }

    /** Who has just signed in is not sent away, one at a time or many together. */
    @ParameterizedTest
    @ValueSource(ints = {1, 40})
    void whatTheReplicaDoesNotKnowThePrimaryIsAskedFor(int count) {
        AuthAdapter adapter = connect("&lookupLanes=1&readPreference=" + LAGGING);
        List<String> tokens =
                IntStream.range(0, count).mapToObj(i -> Tokens.random()).toList();
        tokens.forEach(token -> signedIn(adapter, token));
        backend.blind(LAGGING);

        assertThat(Await.all(Flux.fromIterable(tokens)
                        .flatMap(token -> adapter.sessions().findWithUser(token), 64)))
                .hasSize(count);
        assertThat(lagging()).isNotEmpty();
        assertThat(Await.maybe(adapter.sessions().findWithUser("nobody"))).isEmpty();
        Await.done(adapter.close());
    }

    @Test
    void withoutAPreferenceNobodyIsAskedTwice() {
        AuthAdapter adapter = connect("");
        int before = backend.commands("aggregate").size();

        assertThat(Await.maybe(adapter.sessions().findWithUser("nobody"))).isEmpty();
        assertThat(backend.commands("aggregate")).hasSize(before + 1);
        assertThat(lagging()).isEmpty();
        Await.done(adapter.close());
    }
}
