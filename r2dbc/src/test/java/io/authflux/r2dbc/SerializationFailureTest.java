// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.error.ConcurrentUpdateException;
import io.authflux.model.NewUser;
import io.authflux.r2dbc.dialect.Dialects;
import io.authflux.r2dbc.schema.SchemaState;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Schema;
import io.authflux.testkit.Await;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** SQLSTATE 40001, with which CockroachDB and YugabyteDB answer more often than PostgreSQL does, anywhere. */
class SerializationFailureTest {

    private final PretendedDatabase database = new PretendedDatabase();
    private final R2dbcAdapter adapter = database.adapter(
            Dialects.named("cockroachdb").orElseThrow(),
            new SchemaState(Schema.nextAuth(), Set.of(EntityKind.values()), Map.of(), Map.of(), Map.of()));

    private List<String> verbs() {
        return database.sent().stream().map(sql -> sql.replaceFirst(" .*", "")).toList();
    }

    @Test
    void aReadIsRunAgain() {
        database.refuse("SELECT", 1);

        assertThat(Await.one(adapter.users().findByEmail("ada@example.com")).id())
                .isEqualTo("7");
        assertThat(verbs()).containsExactly("SELECT", "SELECT");
    }

    @Test
    void soIsALookup() {
        database.refuse("SELECT", 1);

        assertThat(Await.one(adapter.sessions().findWithUser("7")).user().id()).isEqualTo("7");
        assertThat(verbs()).containsExactly("SELECT", "SELECT");
    }

    @Test
    void aListIsReadAgain() {
        database.refuse("SELECT", 1);

        assertThat(Await.all(adapter.sessions().findByUser("7"))).hasSize(1);
        assertThat(verbs()).containsExactly("SELECT", "SELECT");
    }

    @Test
    void aChangeIsMadeAgainAndOnce() {
        database.refuse("INSERT", 1);

        assertThat(Await.one(adapter.users().create(NewUser.of("Ada", "ada@example.com")))
                        .id())
                .isEqualTo("7");
        assertThat(verbs()).containsExactly("INSERT", "INSERT");
    }

    @Test
    void aTransactionIsRunAgainAsAWholeIfOneOfItsStatementsLoses() {
        database.refuse("DELETE FROM \"accounts\"", 1);

        assertThat(Await.one(adapter.users().delete("7"))).isTrue();
        assertThat(verbs())
                .containsExactly(
                        "BEGIN",
                        "DELETE",
                        "DELETE",
                        "ROLLBACK",
                        "BEGIN",
                        "DELETE",
                        "DELETE",
                        "DELETE",
                        "DELETE",
                        "COMMIT");
    }

    @Test
    void aTransactionIsRunAgainAsAWholeIfItsCommitLoses() {
        database.refuse("COMMIT", 1);

        assertThat(Await.one(adapter.users().delete("7"))).isTrue();
        assertThat(verbs().stream().filter(verb -> !verb.equals("DELETE")))
                .containsExactly("BEGIN", "COMMIT", "BEGIN", "COMMIT");
    }

    @Test
    void whoLosesAgainAndAgainIsToldThatItMayWorkLater() {
        database.refuse("DELETE", Integer.MAX_VALUE);

        assertThat(Await.failure(adapter.sessions().deleteByUser("7")))
                .isInstanceOfSatisfying(ConcurrentUpdateException.class, e -> assertThat(e.isTransient())
                        .isTrue());
        assertThat(verbs()).hasSize(4).containsOnly("DELETE");
    }
}
