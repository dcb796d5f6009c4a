// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.adapter.AuthAdapter;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.SessionWithUser;
import io.authflux.model.User;
import io.authflux.schema.Schema;
import io.authflux.testkit.Await;
import io.authflux.testkit.Backdoor;
import io.authflux.testkit.ContractFixture;
import io.authflux.testkit.MutableClock;
import io.authflux.token.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** What every MongoDB server is to the contract. */
interface MongoFixture extends ContractFixture {

    MongoBench bench();

    @Override
    default AuthAdapter adapter() {
        return bench().adapter();
    }

    @Override
    default Backdoor backdoor() {
        return bench().backdoor();
    }

    @Override
    default MutableClock clock() {
        return bench().clock();
    }

    @Override
    default Schema schema() {
        return bench().schema();
    }

    @Override
    default void assertNothingLeaked() {
        bench().watch().assertNothingLeaked();
    }

    @Override
    default ChronoUnit instantPrecision() {
        return ChronoUnit.MILLIS;
    }

    @Override
    default String unknownUserId() {
        return new ObjectId().toHexString();
    }

    /**
     * A server that has filled a batch does not look whether there is more, and leaves a cursor that costs another command: so a
     * batch has room for one more than can come.
     */
    @Test
    default void lookupsLeaveNoCursorBehind() {
        User user = Await.one(adapter().users().create(NewUser.of("Ada", null)));
        Instant end = clock().instant().plus(Duration.ofHours(1));
        List<String> tokens = Stream.generate(Tokens::random).limit(60).toList();
        tokens.forEach(token -> Await.one(adapter().sessions().create(NewSession.of(token, user.id(), end))));
        bench().watch().record();

        List<SessionWithUser> together =
                Await.all(Flux.fromIterable(tokens).flatMap(adapter().sessions()::findWithUser, tokens.size()));
        Await.one(adapter().users().findById(user.id()));

        assertThat(together).hasSameSizeAs(tokens);
        assertThat(bench().watch().commands())
                .isNotEmpty()
                .allSatisfy(command -> assertThat(command.getFirstKey()).isIn("aggregate", "find"))
                .allSatisfy(
                        command -> assertThat(command.containsKey("singleBatch") || batchSize(command) > asked(command))
                                .isTrue());
    }

    private static int batchSize(BsonDocument command) {
        return command.getDocument("cursor", command).getInt32("batchSize").getValue();
    }

    private static int asked(BsonDocument command) {
        String text = command.toJson();
        int list = text.indexOf("$in");
        return list < 0 ? 1 : text.substring(list, text.indexOf(']', list)).split(",").length;
    }
}
