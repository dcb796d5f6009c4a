// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.authflux.adapter.AuthAdapter;
import io.authflux.error.NonUniqueResultException;
import io.authflux.error.UniqueViolationException;
import io.authflux.layout.Layouts;
import io.authflux.model.Account;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.model.UserUpdate;
import io.authflux.model.VerificationToken;
import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Key;
import io.authflux.testkit.Await;
import io.authflux.testkit.LogCapture;
import io.authflux.token.Tokens;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is kept unique in the collections of an adapter that makes no index at all. */
class MongoUniquenessTest {

    private static final ScriptedBackend BACKEND = new ScriptedBackend(false);
    private static final JavaServer SERVER = JavaServer.start(BACKEND);
    private static final MongoClient CLIENT = MongoClients.create(SERVER.url());
    private static final String ADDRESS = "ada@example.org";

    private final MongoDatabase database =
            CLIENT.getDatabase("authflux_" + Tokens.random().substring(0, 16));
    private final MongoCollection<Document> users = database.getCollection("users");
    private final AuthAdapter adapter = connect();

    @AfterAll
    static void stop() {
        CLIENT.close();
        SERVER.close();
    }

    @AfterEach
    void drop() {
        Await.done(Mono.from(database.drop()));
    }

    private AuthAdapter connect() {
        return Await.one(MongoAdapter.builder(CLIENT, database.getName())
                .layout(Layouts.authJsMongoDb())
                .connect());
    }

    private User create(String name, @Nullable String email) {
        return Await.one(adapter.users().create(NewUser.of(name, email)));
    }

    private List<Document> withAddress(String email) {
        return Await.all(Flux.from(users.find(new Document("email", email))));
    }

    private static boolean isViolation(Throwable error) {
        return error instanceof UniqueViolationException violation
                && violation.field().equals("email");
    }

    /** True for who succeeded. */
    private static Mono<Boolean> outcome(Mono<User> write) {
        return write.map(user -> true).onErrorResume(MongoUniquenessTest::isViolation, e -> Mono.just(false));
    }

    @Test
    void whatAnIndexWouldDoIsSaidAtConnect() {
        try (LogCapture log = LogCapture.start()) {
            connect();

            assertThat(log.lines()).anySatisfy(line -> assertThat(line)
                    .startsWith("WARN")
                    .contains("users: unique index email on email (sparse) is missing")
                    .contains("synchronize=true"));
        }
    }

    @RepeatedTest(10)
    void oneOfManySignUpsAtOneMomentWins() {
        List<Boolean> outcomes = Await.all(
                Flux.range(0, 12).flatMap(i -> outcome(adapter.users().create(NewUser.of("n" + i, ADDRESS))), 12));

        assertThat(outcomes).hasSize(12).containsOnlyOnce(true);
        assertThat(withAddress(ADDRESS)).hasSize(1);
    }

    @RepeatedTest(5)
    void oneOfManyUsersGetsAnAddress() {
        List<User> all = Await.all(
                Flux.range(0, 6).concatMap(i -> adapter.users().create(NewUser.of("n" + i, "n" + i + "@example.org"))));

        List<Boolean> outcomes = Await.all(Flux.fromIterable(all)
                .flatMap(
                        user -> outcome(adapter.users()
                                .update(
                                        user.id(),
                                        UserUpdate.builder().email(ADDRESS).build())),
                        6));

        assertThat(outcomes).hasSize(6).containsOnlyOnce(true);
        assertThat(withAddress(ADDRESS)).hasSize(1);
        assertThat(Await.all(Flux.from(users.find())))
                .extracting(d -> d.get("email"))
                .doesNotHaveDuplicates();
    }

    /** Somebody else, who looks at nothing, comes between our write and our second look. */
    @Test
    void whoWritesTheSameAtTheSameMomentIsSeen() {
        ObjectId other = new ObjectId();
        BACKEND.follow("insert", rival(other));

        assertThat(Await.failure(adapter.users().create(NewUser.of("Ada", ADDRESS))))
                .matches(MongoUniquenessTest::isViolation);

        assertThat(withAddress(ADDRESS)).extracting(d -> d.get("_id")).containsExactly(other);
    }

    private static de.bwaldvogel.mongo.bson.Document rival(ObjectId id) {
        return new de.bwaldvogel.mongo.bson.Document("insert", "users")
                .append(
                        "documents",
                        List.of(new de.bwaldvogel.mongo.bson.Document(
                                        "_id", new de.bwaldvogel.mongo.bson.ObjectId(id.toByteArray()))
                                .append("email", ADDRESS)));
    }

    @Test
    void anUpdateThatLostIsTakenBackWhole() {
        User user = create("Ada", null);
        BACKEND.follow("findAndModify", rival(new ObjectId()));

        assertThat(Await.failure(adapter.users()
                        .update(
                                user.id(),
                                UserUpdate.builder()
                                        .name("Lovelace")
                                        .email(ADDRESS)
                                        .build())))
                .matches(MongoUniquenessTest::isViolation);

        assertThat(Await.one(adapter.users().findById(user.id()))).isEqualTo(user);
        assertThat(withAddress(ADDRESS)).hasSize(1);
    }

    /** What something else has doubled is never answered with one of the two. */
    @Test
    void noneOfSeveralIsPicked() {
        User ada = create("Ada", ADDRESS);
        Document twin = new Document("email", ADDRESS).append("name", "Twin");
        insert("users", twin);
        insert("accounts", link("42").append("userId", new ObjectId(ada.id())));
        insert("accounts", link("42").append("userId", twin.getObjectId("_id")));

        assertThat(Await.failure(adapter.users().findByEmail(ADDRESS)))
                .isInstanceOf(NonUniqueResultException.class)
                .hasMessageStartingWith("users.findByEmail: ")
                .hasMessageNotContaining(ADDRESS);
        assertThat(Await.failure(adapter.users().findByAccount("github", "42")))
                .isInstanceOf(NonUniqueResultException.class);
        assertThat(Await.failure(adapter.accounts().find("github", "42")))
                .isInstanceOf(NonUniqueResultException.class)
                .hasMessageStartingWith("accounts.find: ");
        Await.one(adapter.users().delete(ada.id()));
        assertThat(Await.one(adapter.accounts().find("github", "42")).userId())
                .isEqualTo(twin.getObjectId("_id").toHexString());
        assertThat(Await.one(adapter.users().findByEmail(ADDRESS)).name()).isEqualTo("Twin");
        assertThat(Await.one(adapter.users().findByAccount("github", "42")).name())
                .isEqualTo("Twin");
    }

    @Test
    void twiceTheSameUserIsOneUntilAThirdIsAnothers() {
        User ada = create("Ada", ADDRESS);
        for (int i = 0; i < 2; i++) {
            insert("accounts", link("42").append("userId", new ObjectId(ada.id())));
        }

        assertThat(Await.one(adapter.accounts().find("github", "42")).userId()).isEqualTo(ada.id());

        insert("accounts", link("42").append("userId", new ObjectId()));
        assertThat(Await.failure(adapter.accounts().find("github", "42"))).isInstanceOf(NonUniqueResultException.class);
    }

    /** NextAuth wrote what the provider gave, and some number their users. */
    @Test
    void anAccountWithANumberIsLinkedAlready() {
        User ada = create("Ada", ADDRESS);
        insert("accounts", link(123).append("userId", new ObjectId()));

        assertThat(Await.failure(adapter.accounts()
                        .link(Account.builder(ada.id(), "oauth", "github", "123")
                                .build())))
                .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                        .isEqualTo("provider,providerAccountId"));
        assertThat(Await.all(adapter.accounts().findByUser(ada.id()))).isEmpty();
    }

    private static Document link(Object providerAccountId) {
        return new Document("provider", "github")
                .append("providerAccountId", providerAccountId)
                .append("type", "oauth");
    }

    private void insert(String collection, Document document) {
        Await.done(Mono.from(database.getCollection(collection).insertOne(document)));
    }

    /** Others write nulls, and the same address twice: that is no fault of who changes something else. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = ADDRESS)
    void onlyWhatIsChangedIsLookedAt(@Nullable String address) {
        AuthAdapter handles = Await.one(MongoAdapter.builder(CLIENT, database.getName())
                .layout(Layouts.authJsMongoDb()
                        .with(EntityKind.USER, t -> t.with(Column.optional("handle", "handle", ColumnType.STRING))
                                .with(Key.unique("handle").asAdvised())))
                .connect());
        Document ada = new Document("email", address);
        Document twin = new Document("email", address);
        insert("users", ada);
        insert("users", twin);
        UserUpdate update = UserUpdate.builder().attribute("handle", "ada").build();

        assertThat(Await.one(handles.users().update(ada.getObjectId("_id").toHexString(), update))
                        .attributes())
                .containsEntry("handle", "ada");
        assertThat(Await.failure(handles.users().update(twin.getObjectId("_id").toHexString(), update)))
                .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                        .isEqualTo("handle"));
    }

    @Test
    void aUserKeepsItsOwnAddress() {
        User user = create("Ada", ADDRESS);

        User updated = Await.one(adapter.users()
                .update(
                        user.id(),
                        UserUpdate.builder().name("Lovelace").email(ADDRESS).build()));

        assertThat(updated.email()).isEqualTo(ADDRESS);
        assertThat(Await.one(adapter.users().findByEmail(ADDRESS)).name()).isEqualTo("Lovelace");
        assertThat(Await.maybe(adapter.users()
                        .update(
                                new ObjectId().toHexString(),
                                UserUpdate.builder().email("x@example.org").build())))
                .isEmpty();
    }

    /** A document that has no key of ours is taken back by the one that the driver gave it. */
    @Test
    void aTokenOfAnotherIsLeftAlone() {
        VerificationToken token = new VerificationToken(ADDRESS, "t", Instant.parse("2100-01-01T00:00:00Z"));
        Await.one(adapter.verificationTokens().create(token));

        assertThat(Await.failure(adapter.verificationTokens().create(token)))
                .isInstanceOf(UniqueViolationException.class);
        assertThat(Await.one(adapter.verificationTokens().consume(ADDRESS, "t")))
                .isEqualTo(token);
    }
}
