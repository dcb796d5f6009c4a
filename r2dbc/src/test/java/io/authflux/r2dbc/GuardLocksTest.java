// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.layout.Layout;
import io.authflux.model.Account;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.model.UserUpdate;
import io.authflux.r2dbc.GuardedDatabase.Kind;
import io.authflux.r2dbc.GuardedDatabase.Opened;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Key;
import io.authflux.testkit.Await;
import io.authflux.testkit.LogCapture;
import io.authflux.testkit.database.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What guards a key is in nobody's way who does something else. */
class GuardLocksTest {

    @TempDir
    private Path folder;

    private static Account account(User user, String id) {
        return Account.builder(user.id(), "oauth", "github", id).build();
    }

    private static User create(Opened opened, String email) {
        return Await.one(opened.adapter().users().create(NewUser.of("Ada", email)));
    }

    /** As TypeORM's transactions do: they write a row, and take their time. On SQLite a transaction has the whole file. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "SQLITE")
    void aTransactionOfSomebodyElseOnOtherRowsHoldsNobodyUp(Kind kind) throws SQLException {
        GuardedDatabase database = kind.open(folder);
        Opened opened = database.open();
        User theirs = create(opened, "theirs@example.org");
        User ours = create(opened, "ours@example.org");
        Await.one(opened.adapter().accounts().link(account(theirs, "theirs")));

        try (Connection foreign = database.database().open()) {
            foreign.setAutoCommit(false);
            String mark = kind.isMySql() ? "`" : "\"";
            foreign.createStatement()
                    .execute(quoted("UPDATE users SET name = 'x' WHERE id = '" + theirs.id() + "'", mark));
            String account = database.database()
                    .query(quoted("SELECT id FROM accounts", mark))
                    .get(0);
            foreign.createStatement()
                    .execute(quoted("UPDATE accounts SET type = 'x' WHERE id = '" + account + "'", mark));

            assertThat(Await.one(opened.adapter().accounts().link(account(ours, "ours"))))
                    .isEqualTo(account(ours, "ours"));
            create(opened, "new@example.org");
            Await.one(opened.adapter()
                    .users()
                    .update(
                            ours.id(),
                            UserUpdate.builder().email("other@example.org").build()));
            foreign.rollback();
        }
        opened.close();
    }

    private static String quoted(String sql, String mark) {
        return sql.replaceAll("\\b(users|accounts|name|type|id)\\b", mark + "$1" + mark);
    }

    /** Somebody keeps the one table locked while one of ours waits for it, with the lock of the key. */
    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MYSQL", "MARIADB"})
    void theSameValuesInAnotherTableWaitForNobody(Kind kind) throws SQLException {
        TestDatabase database = kind.fresh(folder);
        UnaryOperator<Layout> renaming = GuardLocksTest::renamed;
        GuardedDatabase one = kind.in(database, layout -> layout);
        GuardedDatabase other = kind.isMySql() ? kind.open(folder) : kind.in(database, renaming);
        Opened locked = one.open();
        Opened free = kind.isMySql() ? other.open() : other.open(renaming.apply(GuardedDatabase.withKeys()), false);
        User user = create(locked, "ada@example.org");
        User twin = create(free, "ada@example.org");

        try (Connection foreign = database.open()) {
            foreign.setAutoCommit(kind.isMySql());
            foreign.createStatement().execute(kind.isMySql() ? "LOCK TABLES accounts WRITE" : "LOCK TABLE accounts");
            CompletableFuture<Account> waiting =
                    locked.adapter().accounts().link(account(user, "gh")).toFuture();
            untilSomebodyWaits(kind, database);

            assertThat(Await.one(free.adapter().accounts().link(account(twin, "gh"))))
                    .isEqualTo(account(twin, "gh"));
            assertThat(waiting).isNotDone();
            if (kind.isMySql()) {
                foreign.createStatement().execute("UNLOCK TABLES");
            } else {
                foreign.rollback();
            }
            assertThat(waiting.join()).isEqualTo(account(user, "gh"));
        }
        locked.close();
        free.close();
    }

    @Test
    void whereNoTableCanServeAsALockThatIsSaid() {
        GuardedDatabase database = Kind.H2.open(folder);
        Layout keyless = GuardedDatabase.withKeys()
                .with(EntityKind.VERIFICATION_TOKEN, tokens -> tokens.withTable("other")
                        .withKeys(List.of(Key.unique("token").asAdvised())));
        database.open(keyless.with(EntityKind.VERIFICATION_TOKEN, tokens -> tokens.withKeys(List.of())), true)
                .close();
        try (LogCapture log = LogCapture.start()) {
            database.open().close();
            assertThat(log.lines()).noneMatch(line -> line.contains("may both succeed"));

            database.open(keyless, false).close();
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("may both succeed"))
                    .hasSize(1);
        }
    }

    private static Layout renamed(Layout layout) {
        Layout renamed = layout;
        for (EntityKind kind : EntityKind.values()) {
            renamed = renamed.with(kind, table -> table.withTable("second_" + table.table()));
        }
        return renamed;
    }

    private static void untilSomebodyWaits(Kind kind, TestDatabase database) {
        String waiting = kind.isMySql()
                ? "SELECT count(*) FROM information_schema.processlist WHERE db = '"
                        + database.config().database() + "' AND state LIKE 'Waiting for table%'"
                : "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'accounts'::regclass";
        Await.until(() -> !database.query(waiting).contains("0"));
    }
}
