// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.authflux.adapter.AuthAdapter;
import io.authflux.error.SchemaMismatchException;
import io.authflux.error.UniqueViolationException;
import io.authflux.model.NewUser;
import io.authflux.schema.EntityKind;
import io.authflux.schema.NamingStrategy;
import io.authflux.schema.Schema;
import io.authflux.testkit.Await;
import io.authflux.token.Tokens;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class MongoIndexesTest {

    private static final JavaServer SERVER = JavaServer.start();
    private static final MongoClient CLIENT = MongoClients.create(SERVER.url());

    private final MongoDatabase database =
            CLIENT.getDatabase("authflux_" + Tokens.random().substring(0, 16));

    @AfterAll
    static void stop() {
        CLIENT.close();
        SERVER.close();
    }

    private MongoAdapter.Builder builder() {
        return MongoAdapter.builder(CLIENT, database.getName());
    }

    private List<Document> indexes(String collection) {
        return Await.all(Flux.from(database.getCollection(collection).listIndexes()));
    }

    private Document index(String collection, String name) {
        return indexes(collection).stream()
                .filter(i -> i.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<MongoIndex> wanted(EntityKind kind, String prefix) {
        return MongoIndex.of(
                MongoLayout.of(Schema.nextAuth(), NamingStrategy.CAMEL, prefix).entity(kind), false);
    }

    private static String names(EntityKind kind) {
        return wanted(kind, "").stream().map(MongoIndex::name).collect(Collectors.joining(" "));
    }

    /** As TypeORM 0.2.45 names them on MongoDB; the names of IDX are of the indexes that it forgot. */
    @Test
    void namesAreNextAuths() {
        assertThat(names(EntityKind.USER)).isEqualTo("email");
        assertThat(names(EntityKind.ACCOUNT))
                .isEqualTo("UQ_2e2fe9a03f5f74035bd4b08e735 userId providerId providerAccountId");
        assertThat(names(EntityKind.SESSION))
                .startsWith("UQ_8b5e2ec52e335c0fe16d7ec3584 UQ_c6d6176d411b0b3c854df5d4d0e IDX_");
        assertThat(names(EntityKind.VERIFICATION_TOKEN)).startsWith("UQ_4283e0003ada39ad908fd889fcf IDX_");
        assertThat(wanted(EntityKind.ACCOUNT, "shop_").get(1).name()).isEqualTo("userId");
    }

    @Test
    void synchronizeMakesThem() {
        Await.one(builder().synchronize(true).connect());

        assertThat(index("users", "email"))
                .containsEntry("unique", true)
                .containsEntry("sparse", true)
                .containsEntry("key", new Document("email", 1));
        assertThat(index("accounts", "UQ_2e2fe9a03f5f74035bd4b08e735"))
                .containsEntry("key", new Document("compoundId", 1));
        assertThat(index("sessions", "UQ_8b5e2ec52e335c0fe16d7ec3584")).containsEntry("unique", true);
        assertThat(index("verificationRequests", "UQ_4283e0003ada39ad908fd889fcf"))
                .containsEntry("unique", true);
    }

    @Test
    void withoutThemConnectingSaysWhatIsMissing() {
        Throwable failure = Await.failure(builder().connect());

        assertThat(failure).isInstanceOfSatisfying(SchemaMismatchException.class, e -> assertThat(e.differences())
                .contains(
                        "users: unique index email on email (sparse) is missing",
                        "accounts: unique index UQ_2e2fe9a03f5f74035bd4b08e735 on compoundId is missing",
                        "accounts: index userId on userId is missing"));
        assertThat(failure).hasMessageContaining("synchronize=true");
        assertThat(Await.all(Flux.from(database.listCollectionNames()))).isEmpty();
    }

    @Test
    void withThemItConnects() {
        Await.one(builder().synchronize(true).connect());

        AuthAdapter adapter = Await.one(builder().connect());

        assertThat(adapter.info().product()).isEqualTo("MongoDB");
    }

    @Test
    void twentyInstancesAtOnceSucceed() {
        List<AuthAdapter> adapters = Await.all(
                Flux.range(0, 20).flatMap(i -> builder().synchronize(true).connect(), 20));

        assertThat(adapters).hasSize(20);
        assertThat(indexes("users")).hasSize(2);
        Await.one(adapters.get(0).users().create(NewUser.of("a", "a@example.org")));
        assertThat(Await.failure(adapters.get(19).users().create(NewUser.of("b", "a@example.org"))))
                .isInstanceOf(UniqueViolationException.class);
    }

    @Test
    void anotherDefinitionIsRefusedWithTheDifference() {
        Await.done(Mono.from(database.getCollection("users")
                .createIndex(
                        Indexes.ascending("email"),
                        new IndexOptions().name("email").unique(true))));

        Throwable failure = Await.failure(builder().synchronize(true).connect());

        assertThat(failure).isInstanceOfSatisfying(SchemaMismatchException.class, e -> assertThat(e.differences())
                .containsExactly("users: unique index email on email (sparse) is wanted, but email is there as unique"
                        + " index on email"));
        assertThat(index("users", "email")).doesNotContainKey("sparse");
    }

    @Test
    void anEqualIndexOfAnotherNameWillDo() {
        Await.done(Mono.from(database.getCollection("users")
                .createIndex(
                        Indexes.ascending("email"),
                        new IndexOptions().name("mine").unique(true).sparse(true))));

        AuthAdapter adapter = Await.one(builder().synchronize(true).connect());

        assertThat(indexes("users")).extracting(i -> i.getString("name")).containsExactlyInAnyOrder("_id_", "mine");
        Await.one(adapter.users().create(NewUser.of("a", "a@example.org")));
        assertThat(Await.failure(adapter.users().create(NewUser.of("b", "a@example.org"))))
                .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                        .isEqualTo("email"));
    }

    @Test
    void duplicatesInTheDataAreToldApart() {
        Await.done(Flux.from(database.getCollection("users")
                        .insertMany(List.of(new Document("email", "s3cret"), new Document("email", "s3cret"))))
                .then());

        assertThat(Await.failure(builder().synchronize(true).connect()))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("users: unique index email")
                .hasMessageContaining("two documents have the same value")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void prefixIsBeforeEveryCollection() {
        Await.one(builder().entityPrefix("shop_").synchronize(true).connect());

        assertThat(Await.all(Flux.from(database.listCollectionNames()))).allMatch(name -> name.startsWith("shop_"));
        assertThat(index("shop_users", "email")).isNotNull();
    }

    @Test
    void ttlIndexesAreMadeOnlyWhenAskedFor() {
        Schema schema = MongoLayout.of(Schema.nextAuth(), NamingStrategy.CAMEL, "");

        assertThat(MongoIndex.of(schema.entity(EntityKind.SESSION), false)).noneMatch(MongoIndex::ttl);
        assertThat(MongoIndex.of(schema.entity(EntityKind.SESSION), true))
                .filteredOn(MongoIndex::ttl)
                .singleElement()
                .satisfies(i -> assertThat(i.columns()).containsExactly("expires"))
                .satisfies(
                        i -> assertThat(i.sparse().getOptions().getExpireAfter(java.util.concurrent.TimeUnit.SECONDS))
                                .isZero());
        assertThat(MongoIndex.of(schema.entity(EntityKind.VERIFICATION_TOKEN), true))
                .anyMatch(MongoIndex::ttl);
        assertThat(MongoIndex.of(schema.entity(EntityKind.USER), true)).noneMatch(MongoIndex::ttl);
    }
}
