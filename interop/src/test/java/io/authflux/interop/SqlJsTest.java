// SPDX-License-Identifier: Apache-2.0
package io.authflux.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.DatabaseConfig;
import io.authflux.model.Account;
import io.authflux.model.NewUser;
import io.authflux.model.SessionWithUser;
import io.authflux.model.User;
import io.authflux.model.UserUpdate;
import io.authflux.testkit.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file that the real sql.js made is opened as TypeORM's type {@code sqljs}, changed, and read back by sql.js. The tables are
 * those of TypeORM for SQLite: next-auth 3 itself refuses the type, since its timestamps are none that TypeORM knows there.
 */
class SqlJsTest {

    private static final List<String> TABLES = List.of("""
            CREATE TABLE "users" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "name" varchar, "email" varchar,
            "email_verified" datetime, "image" varchar, "created_at" datetime NOT NULL DEFAULT (datetime('now')),
            "updated_at" datetime NOT NULL DEFAULT (datetime('now')),
            CONSTRAINT "UQ_97672ac88f789774dd47f7c8be3" UNIQUE ("email"))""", """
            CREATE TABLE "accounts" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "compound_id" varchar NOT NULL,
            "user_id" integer NOT NULL, "provider_type" varchar NOT NULL, "provider_id" varchar NOT NULL,
            "provider_account_id" varchar NOT NULL, "refresh_token" text, "access_token" text,
            "access_token_expires" datetime, "created_at" datetime NOT NULL DEFAULT (datetime('now')),
            "updated_at" datetime NOT NULL DEFAULT (datetime('now')),
            CONSTRAINT "UQ_95843cea26fc65b1a9d9b6e1d2b" UNIQUE ("compound_id"))""", """
            CREATE TABLE "sessions" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "user_id" integer NOT NULL,
            "expires" datetime NOT NULL, "session_token" varchar NOT NULL, "access_token" varchar NOT NULL,
            "created_at" datetime NOT NULL DEFAULT (datetime('now')),
            "updated_at" datetime NOT NULL DEFAULT (datetime('now')),
            CONSTRAINT "UQ_f10db2949bbea55b44f31108e1a" UNIQUE ("session_token"),
            CONSTRAINT "UQ_b02a7acc05fe8194bed8433cf25" UNIQUE ("access_token"))""", """
            CREATE TABLE "verification_requests" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
            "identifier" varchar NOT NULL, "token" varchar NOT NULL, "expires" datetime NOT NULL,
            "created_at" datetime NOT NULL DEFAULT (datetime('now')),
            "updated_at" datetime NOT NULL DEFAULT (datetime('now')),
            CONSTRAINT "UQ_77287cef70a4627091ae6d19c4d" UNIQUE ("token"))""");

    @RegisterExtension
    static final InteropMatrix MATRIX = new InteropMatrix("1 sql.js");

    @TempDir
    Path folder;

    @AfterAll
    static void publish() throws IOException {
        MATRIX.publish();
    }

    private AuthAdapter connect(Path file) {
        return Await.one(Authflux.connect(
                DatabaseConfig.from(Map.of("type", "sqljs", "location", file.toString(), "autoSave", true))));
    }

    @Test
    void aFileOfSqlJsIsReadChangedAndReadBack() throws IOException {
        MATRIX.running(InteropMatrix.pinned("node", "sql.js") + ", TypeORM's tables", InteropMatrix.Column.SQLITE);
        Path file = folder.resolve("app.db");
        try (NodeAdapter sqlJs =
                NodeAdapter.connect(NodeProject.NEXT_AUTH_V3.get(), "sqljs.js", Map.of("file", file.toString()))) {
            TABLES.forEach(table -> Await.done(sqlJs.call("run", table)));
            Await.done(sqlJs.call("run", "INSERT INTO users (name, email) VALUES (?, ?)", "Zoë 🎉", "zoe@example.com"));
            Await.done(sqlJs.call("run", """
                    INSERT INTO sessions (user_id, expires, session_token, access_token)
                    VALUES (1, '2037-01-02 03:04:05.678', 'theirs', 'a')"""));
            Await.done(sqlJs.call("save"));

            AuthAdapter ours = connect(file);
            SessionWithUser found = Await.one(ours.sessions().findWithUser("theirs"));
            assertThat(found.session().expires()).isEqualTo("2037-01-02T03:04:05.678Z");
            assertThat(found.user().name()).isEqualTo("Zoë 🎉");
            Await.one(
                    ours.users().update("1", UserUpdate.builder().name("Ada ✓").build()));
            Await.one(ours.sessions().extend("theirs", Instant.parse("2037-06-07T08:09:10.011Z")));
            Await.one(ours.accounts()
                    .link(Account.builder("1", "oauth", "github", "4711").build()));
            User second = Await.one(ours.users().create(NewUser.of("Grace", "grace@example.com")));
            Await.done(ours.close());

            Await.done(sqlJs.call("load"));
            assertThat(Await.one(sqlJs.call("all", "SELECT name, email FROM users ORDER BY id")))
                    .isEqualTo(List.of(
                            Map.of("name", "Ada ✓", "email", "zoe@example.com"),
                            Map.of("name", "Grace", "email", "grace@example.com")));
            assertThat(Await.one(sqlJs.call("all", "SELECT session_token, expires FROM sessions")))
                    .isEqualTo(List.of(Map.of("session_token", "theirs", "expires", "2037-06-07 08:09:10.011")));
            assertThat(Await.one(sqlJs.call("all", "SELECT provider_account_id AS id FROM accounts")))
                    .isEqualTo(List.of(Map.of("id", "4711")));
            Await.done(sqlJs.call("run", "DELETE FROM sessions"));
            Await.done(sqlJs.call("run", "UPDATE users SET image = 'i' WHERE id = ?", second.id()));
            Await.done(sqlJs.call("save"));
        }

        AuthAdapter again = connect(file);
        assertThat(Await.maybe(again.sessions().findWithUser("theirs"))).isEmpty();
        assertThat(Await.one(again.users().findByEmail("grace@example.com")).image())
                .isEqualTo("i");
        assertThat(Await.one(again.users().findByAccount("github", "4711")).name())
                .isEqualTo("Ada ✓");
        Await.done(again.close());
    }
}
