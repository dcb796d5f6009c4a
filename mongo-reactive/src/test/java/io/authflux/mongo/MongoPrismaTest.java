// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.error.UniqueViolationException;
import io.authflux.layout.Layouts;
import io.authflux.model.Authenticator;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.testkit.Await;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What Prisma's schema for MongoDB has that no other has: a passkey's key is its credential. */
class MongoPrismaTest {

    private static final JavaServer SERVER = JavaServer.start();
    private static final MongoBench BENCH = MongoBench.on(SERVER.url(), Layouts.authJsPrisma());

    private final User user = Await.one(BENCH.adapter().users().create(NewUser.of("Ada", null)));

    @AfterAll
    static void stop() {
        BENCH.close();
        SERVER.close();
    }

    private Authenticator passkey(String credentialId) {
        return new Authenticator(credentialId, user.id(), "p" + credentialId, "key", 1, "singleDevice", false, "usb");
    }

    private Document stored(String credentialId) {
        return Await.one(Mono.from(BENCH.database()
                .getCollection("Authenticator")
                .find(new Document("_id", credentialId))
                .first()));
    }

    @Test
    void credentialIsTheKeyOfItsDocument() {
        Authenticator passkey = Await.one(BENCH.adapter().authenticators().create(passkey("Y3JlZA==")));

        assertThat(stored("Y3JlZA=="))
                .containsEntry("userId", new ObjectId(user.id()))
                .containsEntry("providerAccountId", "pY3JlZA==")
                .doesNotContainKeys("credentialID", "credentialId", "id");
        assertThat(Await.one(BENCH.adapter().authenticators().find("Y3JlZA=="))).isEqualTo(passkey);
        assertThat(Await.one(BENCH.adapter().authenticators().updateCounter("Y3JlZA==", 7))
                        .counter())
                .isEqualTo(7);
        assertThat(stored("Y3JlZA==").get("counter", Number.class).longValue()).isEqualTo(7);
        assertThat(Await.all(BENCH.adapter().authenticators().findByUser(user.id())))
                .extracting(Authenticator::credentialId)
                .containsExactly("Y3JlZA==");
    }

    @Test
    void whatPrismaWroteIsRead() {
        Await.done(Mono.from(BENCH.database()
                .getCollection("Authenticator")
                .insertOne(new Document("_id", "cHJpc21h")
                        .append("userId", new ObjectId(user.id()))
                        .append("providerAccountId", "x")
                        .append("credentialPublicKey", "key")
                        .append("counter", 3)
                        .append("credentialDeviceType", "multiDevice")
                        .append("credentialBackedUp", true))));

        assertThat(Await.one(BENCH.adapter().authenticators().find("cHJpc21h")))
                .isEqualTo(new Authenticator("cHJpc21h", user.id(), "x", "key", 3, "multiDevice", true, null));
    }

    @Test
    void oneCredentialIsOnePasskey() {
        Await.one(BENCH.adapter().authenticators().create(passkey("dHdpY2U=")));

        assertThat(Await.failure(BENCH.adapter().authenticators().create(passkey("dHdpY2U="))))
                .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                        .isEqualTo("credentialId"));
    }

    /** Its key needs no index; and an application without passkeys has no such collection. */
    @Test
    void noIndexIsAskedForButThatOfTheUser() {
        List<Document> indexes = Await.all(
                Flux.from(BENCH.database().getCollection("Authenticator").listIndexes()));

        assertThat(indexes).noneMatch(index -> index.getBoolean("unique", false));
        assertThat(MongoIndex.of(BENCH.schema().entity(io.authflux.schema.EntityKind.AUTHENTICATOR), false))
                .singleElement()
                .satisfies(index -> assertThat(index.columns()).containsExactly("userId"));
    }
}
