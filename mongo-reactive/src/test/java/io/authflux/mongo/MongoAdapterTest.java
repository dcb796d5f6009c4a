// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.error.AuthfluxException;
import io.authflux.error.ConcurrentUpdateException;
import io.authflux.error.ConfigurationException;
import io.authflux.error.SchemaMismatchException;
import io.authflux.error.StoreFailureException;
import io.authflux.error.StoreUnavailableException;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.schema.Schema;
import io.authflux.testkit.Await;
import io.authflux.testkit.LogCapture;
import io.authflux.token.Tokens;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

class MongoAdapterTest {

    private static final ScriptedBackend BACKEND = new ScriptedBackend(false);
    private static final JavaServer SERVER = JavaServer.start(BACKEND);

    private final String url = SERVER.url() + "/authflux_" + Tokens.random().substring(0, 16);

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void urlOpensTheWholeStory() {
        AuthAdapter adapter = Await.one(Authflux.connect(url + "?synchronize=true"));

        User user = Await.one(adapter.users().create(NewUser.of("Ada", "ada@example.org")));

        assertThat(adapter.info().product()).isEqualTo("MongoDB");
        assertThat(adapter.toString()).startsWith("MongoAdapter[MongoDB ");
        assertThat(Await.one(adapter.users().findByEmail("ada@example.org"))).isEqualTo(user);
        Await.done(adapter.close());
        Await.done(adapter.close());
        assertThat(Await.failure(adapter.users().findById(user.id())))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageStartingWith("users.findById: ");
    }

    @Test
    void providerOpensBothSchemes() {
        assertThat(new MongoAdapterProvider().types()).isEqualTo(Set.of("mongodb", "mongodb+srv"));
        assertThatThrownBy(() -> Authflux.connect("mongodb+srv://a:1/app"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("mongodb+srv");
    }

    @Test
    void missingIndexesAreToldAndTheClientIsClosed() {
        int before = driverThreads();

        assertThat(Await.failure(Authflux.connect(url))).isInstanceOf(SchemaMismatchException.class);

        Await.until(() -> driverThreads() <= before);
    }

    /** Closing waits for the driver's threads, and what fails here is told on a thread that must not wait. */
    @Test
    void clientIsClosedWhereWaitingIsAllowed() {
        AtomicReference<Thread> closer = new AtomicReference<>();
        MongoClient client = MongoClients.create("mongodb://127.0.0.1:1");
        MongoClient watched = (MongoClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MongoClient.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        closer.set(Thread.currentThread());
                    }
                    return method.invoke(client, arguments);
                });
        DatabaseConfig config = DatabaseConfig.parse("mongodb://127.0.0.1:1/app?connectTimeout=200ms");
        MongoConnection connection = new MongoConnection(
                Map.of("", Schema.nextAuth()),
                Clock.systemUTC(),
                false,
                false,
                io.authflux.coalesce.Coalescer.Limits.DEFAULTS);

        assertThat(Await.failure(MongoAdapterProvider.open(Mono.just(watched), connection, config)))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(closer.get()).isNotNull().satisfies(thread -> assertThat(thread.getName())
                .isEqualTo("authflux-mongo"));
    }

    private static int driverThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("cluster-"))
                .count();
    }

    @Test
    void unreachableServerIsUnavailable() {
        Throwable failure =
                Await.failure(Authflux.connect("mongodb://user:s3cret@127.0.0.1:1/app?connectTimeout=500ms"));

        assertThat(failure).isInstanceOf(StoreUnavailableException.class).hasMessageStartingWith("connect: ");
        assertThat(printed(failure)).doesNotContain("s3cret");
    }

    private static String printed(Throwable failure) {
        java.io.StringWriter text = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(text, true));
        return text.toString();
    }

    @Test
    void callersClientIsNeverClosed() {
        try (MongoClient client = MongoClients.create(SERVER.url())) {
            AuthAdapter adapter = Await.one(
                    MongoAdapter.builder(client, "mine").synchronize(true).connect());

            Await.done(adapter.close());

            assertThat(Await.maybe(adapter.users().findByEmail("a@example.org")))
                    .isEmpty();
            assertThat(Await.one(Mono.from(client.getDatabase("mine").runCommand(new Document("ping", 1)))))
                    .isNotNull();
        }
    }

    @Test
    void unacknowledgedWritesAreRefused() {
        MongoClientSettings settings = MongoClientSettings.builder()
                .applyConnectionString(new com.mongodb.ConnectionString(SERVER.url()))
                .writeConcern(WriteConcern.UNACKNOWLEDGED)
                .build();
        try (MongoClient client = MongoClients.create(settings)) {
            assertThat(Await.failure(MongoAdapter.builder(client, "mine").connect()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("w=0");
        }
    }

    @Test
    void statementsAreLoggedWithoutValues() {
        AuthAdapter adapter = Await.one(Authflux.connect(url + "?synchronize=true&logging=true"));
        try (LogCapture log = LogCapture.start()) {
            Await.one(adapter.users().create(NewUser.of("s3cret", "s3cret@example.org")));
            Await.one(adapter.users().findByEmail("s3cret@example.org"));
            Await.failure(adapter.users().create(NewUser.of("s3cret", "s3cret@example.org")));

            assertThat(log.lines())
                    .anyMatch(line -> line.matches("INFO .*MongoStatementLog insert users took \\d+ ms"))
                    .anyMatch(line -> line.matches("INFO .*MongoStatementLog find users took \\d+ ms"))
                    .noneMatch(line -> line.contains("s3cret"));
        }
        Await.done(adapter.close());
    }

    /** Even when an application turns it on. */
    @Test
    void debugLogOfTheDriverHoldsNoDocument() {
        Logger driver = (Logger) LoggerFactory.getLogger("org.mongodb");
        try (LogCapture log = LogCapture.start()) {
            driver.setLevel(Level.DEBUG);
            AuthAdapter adapter = Await.one(Authflux.connect(url + "?synchronize=true"));
            Await.one(adapter.users().create(NewUser.of("s3cret", "s3cret@example.org")));
            Await.one(adapter.users().findByEmail("s3cret@example.org"));
            Await.done(adapter.close());

            assertThat(log.lines())
                    .anyMatch(line -> line.contains("Command \"insert\" started"))
                    .noneMatch(line -> line.contains("s3cret"));
        } finally {
            driver.setLevel(null);
        }
    }

    @Test
    void slowStatementsAreWarnedOf() {
        DatabaseConfig config = DatabaseConfig.parse(url + "?synchronize=true")
                .mutate()
                .option(Options.SLOW_QUERY_THRESHOLD, Duration.ofNanos(1))
                .build();
        AuthAdapter adapter = Await.one(Authflux.connect(config));
        try (LogCapture log = LogCapture.start()) {
            Await.maybe(adapter.users().findByEmail("s3cret@example.org"));

            assertThat(log.lines())
                    .anyMatch(line -> line.matches("WARN .*Slow statement: find users took \\d+ ms"))
                    .noneMatch(line -> line.contains("s3cret"));
        }
        Await.done(adapter.close());
    }

    /** A document of some other program may hold anything: that is an error with a name, and without the value. */
    @Test
    void strangeDocumentIsAFailure() {
        try (MongoBench bench = MongoBench.on(SERVER.url())) {
            ObjectId id = new ObjectId();
            Await.done(Mono.from(bench.database()
                    .getCollection("users")
                    .insertOne(new Document("_id", id).append("name", List.of("s3cret")))));

            assertThat(Await.failure(bench.adapter().users().findById(id.toHexString())))
                    .isInstanceOf(StoreFailureException.class)
                    .hasMessageNotContaining("s3cret")
                    .cause()
                    .hasMessageContaining("name holds a ARRAY");
        }
    }

    /** Nothing was written, so it is tried again; but not for ever. */
    @Test
    void writeConflictIsTriedAgain() {
        try (MongoBench bench = MongoBench.on(SERVER.url())) {
            BACKEND.refuse("insert", 112);
            int before = BACKEND.commands("insert").size();
            Mono<User> create = bench.adapter().users().create(NewUser.of("Ada", null));

            assertThat(Await.failure(create)).isInstanceOf(ConcurrentUpdateException.class);
            assertThat(BACKEND.commands("insert").size() - before).isEqualTo(9);
            BACKEND.allow("insert");
            assertThat(Await.one(create).name()).isEqualTo("Ada");
        } finally {
            BACKEND.allow("insert");
        }
    }

    // The server is closed early: that is the test.
    @SuppressWarnings("try")
    @Test
    void serverThatGoesAwayIsUnavailableAndComesBack() {
        Throwable failure;
        try (JavaServer first = JavaServer.start()) {
            int port = first.port();
            AuthAdapter adapter = Await.one(Authflux.connect(
                    first.url() + "/app?synchronize=true&statementTimeout=4s&heartbeatFrequencyMS=500"));
            first.close();
            failure = Await.failure(adapter.users().findByEmail("a@example.org"));
            try (JavaServer second = JavaServer.startOn(port)) {
                assertThat(second.port()).isEqualTo(port);
                assertThat(Await.maybe(adapter.users()
                                .findByEmail("a@example.org")
                                .retryWhen(reactor.util.retry.Retry.fixedDelay(20, Duration.ofMillis(500))
                                        .filter(e -> e instanceof AuthfluxException ours && ours.isTransient()))))
                        .isEmpty();
            }
            Await.done(adapter.close());
        }
        assertThat(failure).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void prefixAndNamingOfTheUrlWork() {
        AuthAdapter adapter =
                Await.one(Authflux.connect(url + "?synchronize=true&entityPrefix=shop_&namingStrategy=snake"));
        try (MongoClient client = MongoClients.create(SERVER.url())) {
            Await.one(adapter.users()
                    .create(NewUser.builder()
                            .email("p@example.org")
                            .emailVerified(java.time.Instant.EPOCH)
                            .build()));

            Document user = Await.one(Mono.from(client.getDatabase(url.substring(url.lastIndexOf('/') + 1))
                    .getCollection("shop_users")
                    .find()));
            assertThat(user).containsKeys("_id", "email_verified", "created_at");
        }
        Await.done(adapter.close());
    }
}
