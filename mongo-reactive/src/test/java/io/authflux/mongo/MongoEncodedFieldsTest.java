// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.ConnectOptions;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.error.UniqueViolationException;
import io.authflux.layout.Layout;
import io.authflux.layout.Layouts;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.schema.AesGcmCodec;
import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Generator;
import io.authflux.schema.TextCodec;
import io.authflux.testkit.Await;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What fields make of what they are given: encrypted, in one spelling, or generated. */
class MongoEncodedFieldsTest {

    private static final JavaServer SERVER = JavaServer.start();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void aCodecStandsBetweenBothEverywhere() {
        DatabaseConfig config = DatabaseConfig.parse(SERVER.url())
                .mutate()
                .database("encoded")
                .option(Options.SYNCHRONIZE, true)
                .build();
        AuthAdapter adapter = Await.one(Authflux.connect(
                config,
                ConnectOptions.defaults().withLayout(Layouts.nextAuth().with(EntityKind.USER, users -> users.with(
                                "email", c -> c.encoded(TextCodec.lowerCase()))
                        .with(Column.optional("note", "note", ColumnType.STRING)
                                .encoded(AesGcmCodec.of("k", new byte[16])))
                        .with(Column.required("publicId", "publicId", ColumnType.STRING)
                                .generated(Generator.ULID))))));

        User user = Await.one(adapter.users()
                .create(NewUser.builder()
                        .email("Ada@Example.org")
                        .attribute("note", "hidden")
                        .build()));

        assertThat(user.email()).isEqualTo("ada@example.org");
        assertThat(user.attributes()).containsEntry("note", "hidden").containsKey("publicId");
        assertThat(Await.one(adapter.users().findByEmail("ADA@example.org"))).isEqualTo(user);
        assertThat(Await.failure(adapter.users().create(NewUser.of("Twin", "aDa@example.org"))))
                .isInstanceOf(UniqueViolationException.class);
        Await.done(adapter.close());
    }

    /** A number that is drawn to check values would be missing in a sequence. */
    @Test
    void aGeneratorOfTheCallersIsCalledOnceAnInsert() {
        AtomicInteger drawn = new AtomicInteger();
        Generator numbers = Generator.of("numbers", () -> "n" + drawn.incrementAndGet());
        Layout layout = Layouts.nextAuth()
                .with(
                        EntityKind.USER,
                        users -> users.with(Column.required("number", "number", ColumnType.STRING)
                                .generated(numbers)));
        try (MongoBench bench = MongoBench.on(SERVER.url(), layout)) {
            Mono<User> create = bench.adapter().users().create(NewUser.of("Ada", null));

            assertThat(drawn).hasValue(0);
            assertThat(Await.one(create).attributes()).containsEntry("number", "n1");
            assertThat(Await.one(create).attributes()).containsEntry("number", "n2");
        }
    }
}
