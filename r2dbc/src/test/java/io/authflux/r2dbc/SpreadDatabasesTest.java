// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Host;
import io.authflux.config.Options;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.r2dbc.dialect.Codec;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.r2dbc.dialect.Dialects;
import io.authflux.r2dbc.dialect.KeyLock;
import io.authflux.schema.ColumnType;
import io.authflux.testkit.Await;
import io.authflux.testkit.database.TestDatabase;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Databases that are spread over many machines, of which none runs here. */
class SpreadDatabasesTest {

    static Stream<Map.Entry<String, Supplier<TestDatabase>>> kinds() {
        return Fresh.kinds();
    }

    private static DatabaseConfig.Builder as(String type, DatabaseConfig config) {
        DatabaseConfig.Builder builder =
                DatabaseConfig.builder(type).database(config.database()).option(Options.SYNCHRONIZE, true);
        config.username().ifPresent(builder::username);
        config.password().ifPresent(password -> builder.password(password.value()));
        for (Host host : config.hosts()) {
            builder.host(host.name(), host.port() == 0 ? 5432 : host.port());
        }
        return builder;
    }

    /** PostgreSQL stands in for what is made of its own code. */
    @Test
    void yugabyteIsSpokenToWithoutAdvisoryLocks() {
        DatabaseConfig config = as("yugabytedb", Fresh.postgres().config()).build();
        AuthAdapter adapter = Await.one(Authflux.connect(config));

        User user = Await.one(adapter.users().create(NewUser.of("Ada", "ada@example.com")));

        assertThat(adapter.info().product()).isEqualTo("YugabyteDB");
        assertThat(Await.one(adapter.users().findByEmail("ada@example.com"))).isEqualTo(user);
        assertThat(Dialects.named("yugabytedb").orElseThrow().synchronizeLock()).isEmpty();
        Await.done(adapter.close());
    }

    /** A key of CockroachDB has 64 bits, whatever its column was declared as. */
    @Test
    void cockroachHasWideKeys() {
        Dialect dialect = Dialects.named("cockroachdb").orElseThrow();
        Codec codec = dialect.codec(ColumnType.ID_INTEGER);

        assertThat(dialect.accepts(ColumnType.ID_INTEGER, "bigint")).isTrue();
        assertThat(dialect.accepts(ColumnType.ID_INTEGER, "integer")).isTrue();
        assertThat(dialect.accepts(ColumnType.ID_INTEGER, "text")).isFalse();
        assertThat(codec.encode("1021736423987412993")).isEqualTo(1021736423987412993L);
        assertThat(dialect.keyLock()).isInstanceOf(KeyLock.OfRow.class);
        assertThat(dialect.synchronizeLock()).isEmpty();
        assertThat(Dialects.disguised("cockroachdb")).contains(dialect);
        assertThat(Dialects.disguised("postgres")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void keysAreRandomIfThatIsAskedFor(Map.Entry<String, Supplier<TestDatabase>> kind) {
        TestDatabase database = kind.getValue().get();
        DatabaseConfig config = as(database.config().type(), database.config())
                .option(Options.UUID_IDS, true)
                .build();
        AuthAdapter adapter = Await.one(Authflux.connect(config));

        User user = Await.one(adapter.users().create(NewUser.of("Ada", "ada@example.com")));
        Await.one(adapter.sessions().create(NewSession.of("token", user.id(), Instant.parse("2999-01-01T00:00:00Z"))));

        assertThat(UUID.fromString(user.id()).version()).isEqualTo(4);
        assertThat(Await.one(adapter.sessions().findWithUser("token")).user()).isEqualTo(user);
        assertThat(database.query("SELECT \"user_id\" FROM \"sessions\"")).containsExactly(user.id());
        Await.done(adapter.close());
    }
}
