// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.memory;

import static io.authflux.schema.EntityKind.ACCOUNT;
import static io.authflux.schema.EntityKind.SESSION;
import static io.authflux.schema.EntityKind.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.config.ConnectOptions;
import io.authflux.error.ReferenceViolationException;
import io.authflux.error.StoreUnavailableException;
import io.authflux.error.UniqueViolationException;
import io.authflux.model.Account;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.Generator;
import io.authflux.schema.Key;
import io.authflux.schema.Reference;
import io.authflux.schema.Schema;
import io.authflux.schema.TextCodec;
import io.authflux.testkit.Await;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InMemoryAuthAdapterTest {

    private static final Instant SOON = Instant.parse("2100-01-01T00:00:00.123456789Z");

    @Test
    void closedAdapterIsUnavailable() {
        InMemoryAuthAdapter adapter = InMemoryAuthAdapter.create();
        Await.done(adapter.users().create(NewUser.of("Ada", "ada@example.org")));

        Await.done(adapter.close());
        Await.done(adapter.close());

        assertThat(Await.failure(adapter.users().findById("1"))).isInstanceOf(StoreUnavailableException.class);
        assertThat(adapter.backdoor().find(USER, Map.of())).hasSize(1);
    }

    @Test
    void adaptersShareNothing() {
        Await.done(InMemoryAuthAdapter.create().users().create(NewUser.of("Ada", "ada@example.org")));

        assertThat(Await.maybe(InMemoryAuthAdapter.create().users().findByEmail("ada@example.org")))
                .isEmpty();
    }

    @Test
    void referencesAreChecked() {
        Schema schema = Schema.nextAuth().with(SESSION, s -> s.with(new Reference("userId", true)));
        InMemoryAuthAdapter adapter = create(schema);

        assertThat(Await.failure(adapter.sessions().create(NewSession.of("token", "7", SOON))))
                .isInstanceOfSatisfying(ReferenceViolationException.class, e -> assertThat(e.field())
                        .isEqualTo("userId"));
    }

    @Test
    void keysOfTheSchemaAreUnique() {
        InMemoryAuthAdapter adapter = create(Schema.nextAuth().with(USER, u -> u.with(Key.unique("name", "image"))));
        NewUser user = NewUser.builder().name("Ada").image("a.png").build();
        Await.done(adapter.users().create(user));
        Await.done(adapter.users().create(NewUser.of("Ada", null)));
        Await.done(adapter.users().create(NewUser.of("Ada", null)));

        assertThat(Await.failure(adapter.users().create(user)))
                .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                        .isEqualTo("name,image"));
    }

    @Test
    void columnsKeepTheSpellingOfTheirCodec() {
        InMemoryAuthAdapter adapter =
                create(Schema.nextAuth().with(USER, u -> u.with("email", c -> c.encoded(TextCodec.lowerCase()))));
        User user = Await.one(adapter.users().create(NewUser.of("Ada", "Ada@Example.org")));

        assertThat(user.email()).isEqualTo("ada@example.org");
        assertThat(Await.one(adapter.users().findByEmail("ADA@example.org"))).isEqualTo(user);
        assertThat(Await.failure(adapter.users().create(NewUser.of("Twin", "aDa@example.org"))))
                .isInstanceOf(UniqueViolationException.class);
    }

    @Test
    void columnsCutTheTimeToTheirUnit() {
        InMemoryAuthAdapter adapter = create(Schema.nextAuth()
                .with(SESSION, s -> s.mapColumns(c -> retype(c, "expires", ColumnType.EPOCH_MILLIS_TEXT)))
                .with(ACCOUNT, a -> a.mapColumns(c -> retype(c, "expiresAt", ColumnType.EPOCH_SECONDS))));
        User user = Await.one(
                adapter.users().create(NewUser.builder().emailVerified(SOON).build()));

        assertThat(user.emailVerified()).isEqualTo("2100-01-01T00:00:00.123456Z");
        assertThat(Await.one(adapter.sessions().create(NewSession.of("token", user.id(), SOON)))
                        .expires())
                .isEqualTo("2100-01-01T00:00:00.123Z");
        assertThat(Await.one(adapter.accounts()
                                .link(Account.builder(user.id(), "oauth", "github", "1")
                                        .expiresAt(SOON)
                                        .build()))
                        .expiresAt())
                .isEqualTo("2100-01-01T00:00:00Z");
    }

    @Test
    void idsMayBeUuids() {
        InMemoryAuthAdapter adapter =
                create(Schema.nextAuth().with(USER, u -> u.mapColumns(c -> retype(c, "id", ColumnType.ID_UUID))));

        User user = Await.one(adapter.users().create(NewUser.of("Ada", null)));

        assertThat(user.id()).matches("[0-9a-f-]{36}");
        assertThat(Await.maybe(adapter.users().findById(user.id()))).contains(user);
        assertThat(Await.maybe(adapter.users().findById("7"))).isEmpty();
    }

    private static InMemoryAuthAdapter create(Schema schema) {
        return InMemoryAuthAdapter.create(ConnectOptions.defaults().withSchema(schema));
    }

    private static Column retype(Column column, String field, ColumnType type) {
        if (!column.field().equals(field)) {
            return column;
        }
        Generator generator = type == ColumnType.ID_UUID ? Generator.UUID_V4 : column.generator();
        return column.typed(type).generated(generator);
    }
}
