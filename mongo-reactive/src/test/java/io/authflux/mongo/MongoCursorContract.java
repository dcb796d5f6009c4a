// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.SessionWithUser;
import io.authflux.model.User;
import io.authflux.testkit.Await;
import io.authflux.token.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Look-ups that leave no cursor behind on the server. */
interface MongoCursorContract extends MongoFixture {

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
        return command.containsKey("pipeline")
                ? keys(command.getArray("pipeline").get(0).asDocument().getDocument("$match"))
                : keys(command.getDocument("filter"));
    }

    private static int keys(BsonDocument filter) {
        BsonValue sought = Objects.requireNonNull(filter.get(filter.getFirstKey()));
        return sought.isDocument()
                ? sought.asDocument()
                        .getArray("$in", new BsonArray(List.of(sought)))
                        .size()
                : 1;
    }
}
