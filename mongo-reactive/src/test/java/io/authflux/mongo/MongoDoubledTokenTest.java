// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.authflux.adapter.AuthAdapter;
import io.authflux.error.StoreFailureException;
import io.authflux.layout.Layouts;
import io.authflux.model.VerificationToken;
import io.authflux.testkit.Await;
import io.authflux.token.Tokens;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A token that something else wrote twice, where no index is against that: it signs in once all the same. */
class MongoDoubledTokenTest {

    private static final ScriptedBackend BACKEND = new ScriptedBackend(false);
    private static final JavaServer SERVER = JavaServer.start(BACKEND);
    private static final MongoClient CLIENT = MongoClients.create(SERVER.url());

    /** One that has ended is handed out too: it is for the caller to judge. */
    private static final VerificationToken TOKEN =
            new VerificationToken("ada@example.org", "t", Instant.parse("2020-01-01T00:00:00Z"));

    private static final ObjectId FIRST = new ObjectId("000000000000000000000001");
    private static final ObjectId SECOND = new ObjectId("000000000000000000000002");
    private static final ObjectId OTHER = new ObjectId("000000000000000000000003");

    private final MongoDatabase database =
            CLIENT.getDatabase("authflux_" + Tokens.random().substring(0, 16));
    private final MongoCollection<Document> tokens = database.getCollection("verification_tokens");
    private final AuthAdapter adapter = Await.one(MongoAdapter.builder(CLIENT, database.getName())
            .layout(Layouts.authJsMongoDb())
            .connect());

    @AfterAll
    static void stop() {
        CLIENT.close();
        SERVER.close();
    }

    @AfterEach
    void drop() {
        Await.done(Mono.from(database.drop()));
    }

    /** In the order in which they are not to be found, beside one of somebody else. */
    private void writeTwice() {
        Await.done(Flux.from(tokens.insertMany(List.of(
                        document(SECOND, TOKEN.identifier()),
                        document(FIRST, TOKEN.identifier()),
                        document(OTHER, "eve@example.org"))))
                .then());
    }

    private static Document document(ObjectId id, String identifier) {
        return new Document("_id", id)
                .append("identifier", identifier)
                .append("token", TOKEN.token())
                .append("expires", TOKEN.expires());
    }

    private List<ObjectId> left() {
        return Await.all(Flux.from(tokens.find()).map(document -> document.getObjectId("_id")));
    }

    private Mono<VerificationToken> consume() {
        return adapter.verificationTokens().consume(TOKEN.identifier(), TOKEN.token());
    }

    @Test
    void itIsConsumedOnce() {
        writeTwice();

        assertThat(Await.one(consume())).isEqualTo(TOKEN);
        assertThat(Await.maybe(consume())).isEmpty();
        assertThat(left()).containsExactly(OTHER);
    }

    @RepeatedTest(10)
    void oneOfManyAtOneMomentConsumesIt() {
        writeTwice();

        assertThat(Await.all(Flux.range(0, 12).flatMap(i -> consume(), 12))).containsExactly(TOKEN);
        assertThat(left()).containsExactly(OTHER);
    }

    /** Nobody has it then, and nobody can have it twice. */
    @Test
    void whoStopsInBetweenLeavesTheFirst() {
        writeTwice();
        BACKEND.refuse("findAndModify", 8000);
        try {
            assertThat(Await.failure(consume())).isInstanceOf(StoreFailureException.class);
        } finally {
            BACKEND.allow("findAndModify");
        }

        assertThat(left()).containsExactlyInAnyOrder(FIRST, OTHER);
        assertThat(Await.one(consume())).isEqualTo(TOKEN);
        assertThat(Await.maybe(consume())).isEmpty();
    }

    @Test
    void whereAnIndexIsAgainstItOneRoundTripIsEnough() {
        try (MongoBench bench = MongoBench.on(SERVER.url(), Layouts.authJsMongoDb())) {
            Await.one(bench.adapter().verificationTokens().create(TOKEN));
            long before = bench.watch().roundTrips();

            assertThat(Await.one(bench.adapter().verificationTokens().consume(TOKEN.identifier(), TOKEN.token())))
                    .isEqualTo(TOKEN);
            assertThat(bench.watch().roundTrips() - before).isEqualTo(1);
        }
    }
}
