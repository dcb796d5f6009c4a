// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.error.SchemaMismatchException;
import io.authflux.testkit.Await;
import io.authflux.testkit.LogCapture;
import io.authflux.token.Tokens;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code layout=auto}, on collections that nobody has described. */
class MongoLayoutDetectionTest {

    private static final JavaServer SERVER = JavaServer.start();
    private static final MongoClient CLIENT = MongoClients.create(SERVER.url());
    private static final Date LATER = Date.from(Instant.parse("2100-01-01T00:00:00Z"));

    private final String name = "authflux_" + Tokens.random().substring(0, 16);
    private final MongoDatabase database = CLIENT.getDatabase(name);
    private final String auto = SERVER.url() + "/" + name + "?layout=auto";

    @AfterAll
    static void stop() {
        CLIENT.close();
        SERVER.close();
    }

    private void write(String collection, Document... documents) {
        Await.done(Flux.from(database.getCollection(collection).insertMany(List.of(documents)))
                .then());
    }

    private void create(String... collections) {
        Await.done(Flux.just(collections).concatMap(database::createCollection).then());
    }

    private static Document session() {
        return new Document("sessionToken", Tokens.random())
                .append("userId", new ObjectId())
                .append("expires", LATER);
    }

    private String detected() {
        try (LogCapture log = LogCapture.start()) {
            AuthAdapter adapter = Await.one(Authflux.connect(auto + "&synchronize=true"));
            Await.done(adapter.close());
            return log.lines().stream()
                    .filter(line -> line.contains("the collections have the layout "))
                    .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private List<String> refusal() {
        Throwable failure = Await.failure(Authflux.connect(auto));
        assertThat(failure).isInstanceOf(SchemaMismatchException.class).hasMessageStartingWith("layout=auto found ");
        return ((SchemaMismatchException) failure).differences();
    }

    @Test
    void eachLayoutIsKnownByItsDocuments() {
        write(
                "users",
                new Document("name", "Ada").append("email", "a@example.org").append("emailVerified", null));
        write("sessions", session());
        create("accounts", "verification_tokens");

        assertThat(detected()).isEqualTo("authjs-mongodb");
    }

    @Test
    void nextAuthIsKnownByTheDatesThatItWrites() {
        Date now = Date.from(Instant.EPOCH);
        write(
                "users",
                new Document("email", "a@example.org").append("createdAt", now).append("updatedAt", now));
        write(
                "sessions",
                session().append("accessToken", "t").append("createdAt", now).append("updatedAt", now));
        create("accounts", "verificationRequests");

        assertThat(detected()).isEqualTo("nextauth");
    }

    @Test
    void prismaIsKnownByItsNames() {
        write("User", new Document("email", "a@example.org").append("createdAt", Date.from(Instant.EPOCH)));
        create("Session", "Account", "VerificationToken");

        assertThat(detected()).isEqualTo("authjs-prisma");
    }

    /** What every document must have one of them lacks, far from the first. */
    @Test
    void missingRequiredFieldIsAnObstacleWherever() {
        Document[] many = IntStream.range(0, 120).mapToObj(i -> session()).toArray(Document[]::new);
        write("users", new Document("email", "a@example.org"));
        write("sessions", many);
        write("sessions", new Document("sessionToken", "t").append("expires", LATER));

        assertThat(refusal())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("authjs-mongodb does not: ")
                        .contains("a document of sessions has no userId"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("nextauth does not: ")
                        .contains("a document of users has no createdAt")
                        .contains("a document of sessions has no accessToken"))
                .anySatisfy(line -> assertThat(line)
                        .isEqualTo("authjs-prisma does not: there is no collection User; there is no collection"
                                + " Session"));
    }

    @Test
    void valueOfAnotherKindIsAnObstacleAndNotRepeated() {
        create("users");
        write("sessions", session().append("expires", "s3cret"));

        assertThat(refusal())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("authjs-mongodb does not: ")
                        .contains("in a document of sessions, expires holds a STRING, which is no TIMESTAMP"))
                .noneMatch(line -> line.contains("s3cret"));
    }

    @Test
    void thoseThatFitEquallyWellAreListed() {
        create("users", "accounts", "sessions");

        assertThat(refusal()).containsExactly("authjs-mongodb fits", "nextauth fits");
    }

    @Test
    void nothingIsTouched() {
        refusal();

        assertThat(Await.all(Flux.from(database.listCollectionNames()))).isEmpty();
        assertThat(Await.one(Mono.from(CLIENT.getDatabase(name).runCommand(new Document("ping", 1)))))
                .isNotNull();
    }
}
