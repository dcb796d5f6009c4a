// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientException;
import com.mongodb.MongoException;
import com.mongodb.reactivestreams.client.ClientSession;
import com.mongodb.reactivestreams.client.MongoClient;
import de.bwaldvogel.mongo.bson.Document;
import io.authflux.adapter.AuthAdapter;
import io.authflux.error.ConcurrentUpdateException;
import io.authflux.error.StoreFailureException;
import io.authflux.model.Account;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.testkit.Await;
import io.authflux.testkit.LogCapture;
import io.authflux.token.Tokens;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** How a user is deleted, by what the server can. */
class MongoTransactionsTest {

    private static final List<String> ORDER = List.of("sessions", "accounts", "authenticators", "users");

    private static User fullUser(MongoBench bench) {
        User user = Await.one(bench.adapter().users().create(NewUser.of("Ada", null)));
        Await.one(bench.adapter()
                .sessions()
                .create(NewSession.of(
                        Tokens.random(), user.id(), bench.clock().instant().plus(Duration.ofHours(1)))));
        Await.one(bench.adapter()
                .accounts()
                .link(Account.builder(user.id(), "oauth", "github", Tokens.random())
                        .build()));
        return user;
    }

    private static List<String> deleted(ScriptedBackend backend) {
        return backend.commands("delete").stream()
                .map(c -> (String) c.get("delete"))
                .toList();
    }

    @Test
    void replicaSetDeletesInOneTransaction() {
        ScriptedBackend backend = new ScriptedBackend(true);
        try (JavaServer server = JavaServer.start(backend);
                MongoBench bench = MongoBench.on(server.url())) {
            User user = fullUser(bench);

            assertThat(Await.one(bench.adapter().users().delete(user.id()))).isTrue();

            List<Document> deletes = backend.commands("delete");
            assertThat(deleted(backend)).isEqualTo(ORDER);
            assertThat(deletes).allSatisfy(c -> assertThat(c.get("autocommit")).isEqualTo(false));
            assertThat(deletes.stream().map(c -> c.get("txnNumber")).distinct()).hasSize(1);
            assertThat(deletes.get(0)).containsEntry("startTransaction", true);
            assertThat(backend.commands("commitTransaction")).hasSize(1);
            bench.watch().assertNothingLeaked();
        }
    }

    @Test
    void failureInBetweenIsRolledBack() {
        ScriptedBackend backend = new ScriptedBackend(true);
        try (JavaServer server = JavaServer.start(backend);
                MongoBench bench = MongoBench.on(server.url())) {
            User user = fullUser(bench);

            backend.refuse("delete", 112);
            assertThat(Await.failure(bench.adapter().users().delete(user.id())))
                    .isInstanceOf(ConcurrentUpdateException.class);
            backend.refuse("delete", 13);
            assertThat(Await.failure(bench.adapter().users().delete(user.id())))
                    .isInstanceOf(StoreFailureException.class);
            backend.allow("delete");

            assertThat(backend.commands("commitTransaction")).isEmpty();
            assertThat(Await.one(bench.adapter().users().delete(user.id()))).isTrue();
            bench.watch().assertNothingLeaked();
        }
    }

    /** Whoever says that it is a replica set and has no transactions is asked once. */
    @Test
    void refusedTransactionIsRemembered() {
        ScriptedBackend backend = new ScriptedBackend(true);
        try (JavaServer server = JavaServer.start(backend);
                MongoBench bench = MongoBench.on(server.url());
                LogCapture log = LogCapture.start()) {
            backend.refuse("commitTransaction", 59);

            assertThat(Await.one(bench.adapter().users().delete(fullUser(bench).id())))
                    .isTrue();
            assertThat(Await.one(bench.adapter().users().delete(fullUser(bench).id())))
                    .isTrue();

            assertThat(backend.commands("commitTransaction")).hasSize(1);
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("no transactions"))
                    .hasSize(1);
        }
    }

    @Test
    void standaloneDeletesTheUserLast() {
        ScriptedBackend backend = new ScriptedBackend(false);
        try (JavaServer server = JavaServer.start(backend);
                MongoBench bench = MongoBench.on(server.url())) {
            User user = fullUser(bench);

            assertThat(Await.one(bench.adapter().users().delete(user.id()))).isTrue();

            assertThat(deleted(backend)).isEqualTo(ORDER);
            assertThat(backend.commands("delete")).noneSatisfy(c -> assertThat(c.containsKey("startTransaction"))
                    .isTrue());
        }
    }

    /** Wherever it stops, nothing works for a user who is gone, nobody is signed in, and the call can be repeated. */
    @ParameterizedTest
    @ValueSource(strings = {"sessions", "accounts", "authenticators", "users"})
    void standaloneThatStopsInBetweenSignsNobodyIn(String collection) {
        ScriptedBackend backend = new ScriptedBackend(false);
        try (JavaServer server = JavaServer.start(backend);
                MongoBench bench = MongoBench.on(server.url())) {
            User user = fullUser(bench);
            AuthAdapter adapter = bench.adapter();
            String token =
                    Await.all(adapter.sessions().findByUser(user.id())).get(0).sessionToken();
            Account account =
                    Await.all(adapter.accounts().findByUser(user.id())).get(0);
            backend.refuse("delete " + collection, 13);

            assertThat(Await.failure(adapter.users().delete(user.id()))).isInstanceOf(StoreFailureException.class);

            boolean userIsThere =
                    Await.maybe(adapter.users().findById(user.id())).isPresent();
            boolean signedIn =
                    Await.maybe(adapter.sessions().findWithUser(token)).isPresent();
            boolean linked = Await.maybe(adapter.accounts().find(account.provider(), account.providerAccountId()))
                    .isPresent();
            assertThat(userIsThere).isTrue();
            assertThat(signedIn).isEqualTo(collection.equals("sessions"));
            assertThat(linked).isEqualTo(ORDER.indexOf(collection) <= ORDER.indexOf("accounts"));
            backend.allow("delete " + collection);
            assertThat(Await.one(adapter.users().delete(user.id()))).isTrue();
            assertThat(Await.maybe(adapter.users().findById(user.id()))).isEmpty();
        }
    }

    /** The work may have been done or not, and nobody can say; nor is it begun again, as without transactions. */
    @Test
    void aDriverThatIsClosedBeforeTheCommitIsAnsweredIsNoSuccess() {
        AtomicInteger without = new AtomicInteger();

        Throwable failure = Await.failure(committing(new MongoClientException("Shutdown in progress"), without));

        assertThat(failure).isInstanceOf(MongoClientException.class);
        assertThat(without).hasValue(0);
    }

    /** In its versions' words. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Attempting to use a ClientSession while connected to a server that doesn't support sessions",
                "Sessions are not supported by the MongoDB cluster to which this client is connected"
            })
    void whereTheDriverSaysThatThereAreNoneTheWorkIsDoneWithout(String words) {
        AtomicInteger without = new AtomicInteger();

        assertThat(Await.one(committing(new MongoClientException(words), without)))
                .isEqualTo("done without");
        assertThat(without).hasValue(1);
    }

    /** The server's own words are the cause: the work is done. */
    @Test
    void aServerThatKnowsNoCommitHasDoneTheWork() {
        AtomicInteger without = new AtomicInteger();
        MongoClientException retryable =
                new MongoClientException("no retryable writes", new MongoException(20, "Transaction numbers"));

        assertThat(Await.one(committing(retryable, without))).isEqualTo("done");
        assertThat(without).hasValue(0);
    }

    private static Mono<String> committing(MongoException failure, AtomicInteger without) {
        ClientSession session = answering(
                ClientSession.class,
                Map.of(
                        "startTransaction",
                        "",
                        "hasActiveTransaction",
                        false,
                        "close",
                        "",
                        "commitTransaction",
                        Mono.error(failure)));
        MongoClient client = answering(MongoClient.class, Map.of("startSession", Mono.just(session)));
        return new MongoTransactions(client, true)
                .run(given -> given != null
                        ? Mono.just("done")
                        : Mono.fromSupplier(() -> {
                            without.incrementAndGet();
                            return "done without";
                        }));
    }

    private static <T> T answering(Class<T> type, Map<String, ?> answers) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object answer = Objects.requireNonNull(answers.get(method.getName()), method.getName());
                    return method.getReturnType() == void.class ? null : answer;
                }));
    }
}
