// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoCollection;
import io.authflux.model.Account;
import io.authflux.model.Authenticator;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.Session;
import io.authflux.model.User;
import io.authflux.model.UserUpdate;
import io.authflux.model.VerificationToken;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Key;
import io.authflux.testkit.Await;
import io.authflux.token.Tokens;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonUndefined;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

/** The documents themselves: those that NextAuth v3 wrote, and that ours are like them. */
// java.util.Date is what the driver makes of a BSON date.
@SuppressWarnings("JavaUtilDate")
class MongoFormatTest {

    private static final JavaServer SERVER = JavaServer.start();
    private static final MongoBench BENCH = MongoBench.on(SERVER.url());

    @AfterAll
    static void stop() {
        BENCH.close();
        SERVER.close();
    }

    private static MongoCollection<Document> collection(String name) {
        return BENCH.database().getCollection(name);
    }

    private static Document only(String collection, String field, Object value) {
        return Await.one(Mono.from(collection(collection).find(new Document(field, value))));
    }

    private static Date now() {
        return new Date(BENCH.clock().instant().toEpochMilli());
    }

    private static User user() {
        return Await.one(BENCH.adapter().users().create(NewUser.of("Ada", Tokens.random() + "@example.org")));
    }

    @Test
    void userIsNextAuths() {
        Instant verified = Instant.parse("2026-01-02T03:04:05.678999Z");
        User user = Await.one(BENCH.adapter()
                .users()
                .create(NewUser.builder()
                        .name("Ada")
                        .email("format@example.org")
                        .emailVerified(verified)
                        .build()));

        assertThat(only("users", "email", "format@example.org"))
                .isEqualTo(new Document("_id", new ObjectId(user.id()))
                        .append("name", "Ada")
                        .append("email", "format@example.org")
                        .append("emailVerified", Date.from(Instant.parse("2026-01-02T03:04:05.678Z")))
                        .append("createdAt", now())
                        .append("updatedAt", now()));
        assertThat(user.emailVerified()).isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
    }

    @Test
    void missingValuesAreLeftOut() {
        User user = Await.one(BENCH.adapter().users().create(NewUser.builder().build()));
        Document document = only("users", "_id", new ObjectId(user.id()));
        User cleared = Await.one(BENCH.adapter()
                .users()
                .update(user().id(), UserUpdate.builder().email(null).build()));

        assertThat(document.keySet()).containsExactly("_id", "createdAt", "updatedAt");
        assertThat(only("users", "_id", new ObjectId(cleared.id()))).doesNotContainKey("email");
    }

    /** To an expression, a value of every kind is before or after every other; to us, an end of another kind is none. */
    @ParameterizedTest
    @MethodSource("noEnds")
    void anEndOfAnotherKindIsNone(Object end) {
        String token = Tokens.random();
        Await.done(Mono.from(collection("sessions")
                .insertOne(new Document("sessionToken", token)
                        .append("accessToken", token)
                        .append("userId", new ObjectId(user().id()))
                        .append("expires", end))));

        assertThat(Await.maybe(BENCH.adapter().sessions().extend(token, Instant.parse("2100-01-01T00:00:00Z"))))
                .isEmpty();
        assertThat(Await.maybe(BENCH.adapter().sessions().findWithUser(token))).isEmpty();
    }

    static Stream<Object> noEnds() {
        return Stream.of("2100-01-01T00:00:00Z", 4_102_444_800_000L, new BsonRegularExpression("."), true);
    }

    @Test
    void sessionIsNextAuths() {
        User user = user();
        Session session = Await.one(BENCH.adapter()
                .sessions()
                .create(NewSession.of("format-token", user.id(), Instant.parse("2030-01-01T00:00:00.001Z"))));
        Document document = only("sessions", "sessionToken", "format-token");

        assertThat(document.get("_id")).isInstanceOf(ObjectId.class);
        assertThat(document)
                .containsEntry("userId", new ObjectId(user.id()))
                .containsEntry("expires", Date.from(Instant.parse("2030-01-01T00:00:00.001Z")))
                .containsEntry("accessToken", session.accessToken())
                .containsEntry("createdAt", now())
                .containsEntry("updatedAt", now())
                .hasSize(7);
    }

    @Test
    void accountIsNextAuths() {
        User user = user();
        Await.one(BENCH.adapter()
                .accounts()
                .link(Account.builder(user.id(), "oauth", "github", "format-1")
                        .accessToken("at")
                        .build()));
        Document document = only("accounts", "providerAccountId", "format-1");

        assertThat(document.keySet())
                .containsExactlyInAnyOrder(
                        "_id",
                        "compoundId",
                        "userId",
                        "providerType",
                        "providerId",
                        "providerAccountId",
                        "accessToken",
                        "createdAt",
                        "updatedAt");
        assertThat(document)
                .containsEntry("userId", new ObjectId(user.id()))
                .containsEntry("providerType", "oauth")
                .containsEntry("providerId", "github")
                .containsEntry("compoundId", Tokens.sha256("github:format-1"));
    }

    @Test
    void tokenAndPasskeyAreInTheSameStyle() {
        User user = user();
        Await.one(BENCH.adapter()
                .verificationTokens()
                .create(new VerificationToken("a@example.org", "format-hash", Instant.parse("2030-01-01T00:00:00Z"))));
        Await.one(BENCH.adapter()
                .authenticators()
                .create(new Authenticator("format-c", user.id(), "format-c", "key", 7, "singleDevice", false, null)));

        assertThat(only("verificationRequests", "token", "format-hash").keySet())
                .containsExactlyInAnyOrder("_id", "identifier", "token", "expires", "createdAt", "updatedAt");
        assertThat(only("authenticators", "credentialId", "format-c"))
                .containsEntry("userId", new ObjectId(user.id()))
                .containsEntry("counter", 7L)
                .doesNotContainKey("transports");
    }

    /** The GitHub provider's profile id is a number, and NextAuth handed it to MongoDB as one. */
    @Test
    void accountWithANumberIsFound() {
        ObjectId id = new ObjectId();
        for (Object number : new Object[] {1_234_567, 9_876_543_210L, 42.0}) {
            String text = Long.toString(((Number) number).longValue());
            Await.done(Mono.from(collection("accounts")
                    .insertOne(new Document("compoundId", Tokens.sha256("github:" + text))
                            .append("userId", id)
                            .append("providerType", "oauth")
                            .append("providerId", "github")
                            .append("providerAccountId", number))));

            assertThat(Await.one(BENCH.adapter().accounts().find("github", text)))
                    .isEqualTo(Account.builder(id.toHexString(), "oauth", "github", text)
                            .build());
            assertThat(Await.one(BENCH.adapter().accounts().unlink("github", text)))
                    .isTrue();
        }
    }

    /** The legacy adapter wrote explicit nulls. */
    @Test
    void explicitNullsAreNothing() {
        ObjectId id = new ObjectId();
        Await.done(Mono.from(collection("users")
                .insertOne(new Document("_id", id)
                        .append("name", null)
                        .append("email", null)
                        .append("emailVerified", null)
                        .append("createdAt", new Date())
                        .append("updatedAt", new Date()))));

        assertThat(Await.one(BENCH.adapter().users().findById(id.toHexString())))
                .isEqualTo(new User(id.toHexString(), null, null, null, null, java.util.Map.of()));
    }

    @Test
    void explicitNullsAreNoValuesOfAKey() {
        MongoDocuments documents = new MongoDocuments(BENCH.schema().entity(EntityKind.USER));
        Key key = Key.unique("email", "name");
        BsonDocument whole = new BsonDocument("email", new BsonString("a@b")).append("name", new BsonString("Ada"));

        assertThat(documents.same(key, whole)).contains(whole);
        assertThat(documents.same(key, whole.clone().append("email", BsonNull.VALUE)))
                .isEmpty();
        assertThat(documents.same(key, whole.clone().append("name", new BsonUndefined())))
                .isEmpty();
    }

    @Test
    void whatIsNoObjectIdIsNobody() {
        User user = user();
        for (String id :
                new String[] {"1", "no-such-key", user.id() + "0", user.id().substring(1), "twelve bytes"}) {
            assertThat(Await.maybe(BENCH.adapter().users().findById(id))).isEmpty();
            assertThat(Await.one(BENCH.adapter().users().delete(id))).isFalse();
            assertThat(Await.all(BENCH.adapter().sessions().findByUser(id))).isEmpty();
        }
    }
}
