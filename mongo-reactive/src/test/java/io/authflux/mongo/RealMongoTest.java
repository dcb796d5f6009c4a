// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.error.ConfigurationException;
import io.authflux.error.SchemaMismatchException;
import io.authflux.error.UniqueViolationException;
import io.authflux.model.NewUser;
import io.authflux.schema.EntityKind;
import io.authflux.schema.NamingStrategy;
import io.authflux.schema.Schema;
import io.authflux.testkit.Await;
import io.authflux.token.Tokens;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What only a real engine can show: indexes that are partial or expire, and a password that is checked. */
class RealMongoTest {

    private static @Nullable MongoClient client;

    private final String name = "authflux_" + Tokens.random().substring(0, 16);
    private final DatabaseConfig config = DatabaseConfig.parse(RealMongo.url())
            .mutate()
            .database(name)
            .option(Options.SYNCHRONIZE, true)
            .build();

    @BeforeAll
    static void start() {
        client = MongoClients.create(new ConnectionString(RealMongo.url()));
    }

    @AfterAll
    static void stop() {
        if (client != null) {
            client.close();
        }
    }

    @AfterEach
    void drop() {
        Await.done(Mono.from(database().drop()));
    }

    private MongoDatabase database() {
        return Objects.requireNonNull(client).getDatabase(name);
    }

    private List<Document> indexes(String collection) {
        return Await.all(Flux.from(database().getCollection(collection).listIndexes()));
    }

    @Test
    void urlWithSynchronizeOpensItTwice() {
        AuthAdapter first = Await.one(Authflux.connect(config));
        AuthAdapter second = Await.one(Authflux.connect(
                config.mutate().option(Options.SYNCHRONIZE, false).build()));

        Await.one(first.users().create(NewUser.of("Ada", "ada@example.org")));

        assertThat(Await.maybe(second.users().findByEmail("ada@example.org"))).isPresent();
        assertThat(first.info().version()).isNotBlank();
        assertThat(indexes("sessions")).hasSize(5);
        Await.done(first.close());
        Await.done(second.close());
    }

    @Test
    void twentyInstancesAtOnceSucceed() {
        // FerretDB answers index builds at once with its own PostgreSQL's deadlocks: such an instance starts again.
        Mono<AuthAdapter> connect = Authflux.connect(config).retry(20);

        List<AuthAdapter> adapters = Await.all(Flux.range(0, 20).flatMap(i -> connect, 20));

        assertThat(adapters).hasSize(20);
        assertThat(indexes("accounts")).hasSize(5);
        adapters.forEach(adapter -> Await.done(adapter.close()));
    }

    /** A sparse index counts explicit nulls as values: with them in the data it is a partial one. */
    @Test
    void explicitNullsGetAPartialIndex() {
        Await.done(Flux.from(database()
                        .getCollection("users")
                        .insertMany(List.of(new Document("email", null), new Document("email", null))))
                .then());

        AuthAdapter adapter = Await.one(Authflux.connect(config));

        assertThat(indexes("users"))
                .filteredOn(i -> i.getString("name").equals("email"))
                .singleElement()
                .satisfies(i -> assertThat(i).containsKey("partialFilterExpression"));
        Await.one(adapter.users().create(NewUser.of("a", null)));
        Await.one(adapter.users().create(NewUser.of("b", null)));
        Await.one(adapter.users().create(NewUser.of("c", "c@example.org")));
        assertThat(Await.failure(adapter.users().create(NewUser.of("d", "c@example.org"))))
                .isInstanceOf(UniqueViolationException.class);
        Await.done(adapter.close());
    }

    @Test
    void ttlIndexesAreMadeWhenAskedFor() {
        AuthAdapter adapter = Await.one(Authflux.connect(
                config.mutate().option(Options.TTL_INDEXES, true).build()));

        for (String collection : List.of("sessions", "verificationRequests")) {
            assertThat(indexes(collection))
                    .filteredOn(i -> i.containsKey("expireAfterSeconds"))
                    .singleElement()
                    .satisfies(i -> assertThat(i.get("key")).isEqualTo(new Document("expires", 1)));
        }
        Await.done(adapter.close());
    }

    @Test
    void ttlIndexThatIsNoneIsRefused() {
        Await.done(Await.one(Authflux.connect(config)).close());

        assertThat(Await.failure(Authflux.connect(
                        config.mutate().option(Options.TTL_INDEXES, true).build())))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("expireAfterSeconds");
    }

    @Test
    void wrongPasswordIsToldClearly() {
        DatabaseConfig wrong = config.mutate().password("s3cret-and-wrong").build();
        boolean checked = config.password().isPresent();

        Throwable failure = Await.failure(Authflux.connect(checked ? wrong : config)
                .flatMap(AuthAdapter::close)
                .then(Mono.error(new ConfigurationException("the server refused nothing"))));

        assertThat(failure).isInstanceOf(ConfigurationException.class).hasMessageContaining("refused");
        StringWriter printed = new StringWriter();
        failure.printStackTrace(new PrintWriter(printed, true));
        assertThat(printed.toString()).doesNotContain("s3cret");
    }

    /** Nearly all ends are in the future: whoever looks for those beside a token reads them all. */
    @Test
    void extendingASessionNeverReadsTheIndexOfEnds() {
        Await.one(Authflux.connect(config));
        MongoTable sessions = new MongoTable(
                new MongoRunner(new MongoErrors(DuplicateKeys.NONE), Clock.systemUTC()),
                database(),
                MongoLayout.of(Schema.nextAuth(), NamingStrategy.CAMEL, "").entity(EntityKind.SESSION),
                List.of());
        BsonDocument byToken = sessions.documents().where("sessionToken", "t").orElseThrow();
        BsonDocument alive = sessions.documents().alive(byToken.clone(), Instant.now());
        Await.done(Flux.from(sessions.collection()
                        .insertMany(IntStream.range(0, 2_000)
                                .mapToObj(i -> new BsonDocument("sessionToken", new BsonString("t" + i))
                                        .append("accessToken", new BsonString("a" + i))
                                        .append("expires", new BsonDateTime(4_000_000_000_000L + i)))
                                .toList()))
                .then());

        assertThat(indexesUsed(sessions, alive)).containsExactly("UQ_8b5e2ec52e335c0fe16d7ec3584");
    }

    /** What a server used in the end, not what it weighed: MongoDB, and DocumentDB in the words of PostgreSQL. */
    private static List<String> indexesUsed(MongoTable table, BsonDocument filter) {
        BsonDocument planner = Await.one(
                        Mono.from(table.collection().find(filter).explain(BsonDocument.class)))
                .getDocument("queryPlanner");
        boolean mongo = planner.containsKey("winningPlan");
        String plan = planner.getDocument(mongo ? "winningPlan" : "Plan").toJson();
        return Pattern.compile(mongo ? "\"indexName\": \"([^\"]+)\"" : "\"Index Name\": \"([^\"]+)\"")
                .matcher(plan)
                .results()
                .map(result -> result.group(1))
                .toList();
    }
}
