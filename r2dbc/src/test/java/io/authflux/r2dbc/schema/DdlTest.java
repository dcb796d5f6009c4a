// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.error.ConfigurationException;
import io.authflux.r2dbc.R2dbcAdapter;
import io.authflux.r2dbc.dialect.Dialects;
import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Key;
import io.authflux.schema.Reference;
import io.authflux.schema.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;

class DdlTest {

    private static List<String> statements(Schema schema) {
        return R2dbcAdapter.ddl("postgres", schema).lines().toList();
    }

    @Test
    void postgresUsersAreWhatTypeOrmMakes() {
        assertThat(statements(Schema.nextAuth()))
                .contains("CREATE TABLE \"users\" (\"id\" SERIAL NOT NULL, \"name\" character varying, "
                        + "\"email\" character varying, \"email_verified\" TIMESTAMP WITH TIME ZONE, "
                        + "\"image\" character varying, "
                        + "\"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "
                        + "\"updated_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "
                        + "CONSTRAINT \"UQ_97672ac88f789774dd47f7c8be3\" UNIQUE (\"email\"), "
                        + "CONSTRAINT \"PK_a3ffb1c0c8416b9fc6f907b7433\" PRIMARY KEY (\"id\"));");
    }

    @Test
    void postgresAccountsSessionsAndRequestsAreWhatTypeOrmMakes() {
        assertThat(statements(Schema.nextAuth()))
                .contains(
                        "CREATE TABLE \"accounts\" (\"id\" SERIAL NOT NULL, "
                                + "\"compound_id\" character varying NOT NULL, \"user_id\" integer NOT NULL, "
                                + "\"provider_type\" character varying NOT NULL, "
                                + "\"provider_id\" character varying NOT NULL, "
                                + "\"provider_account_id\" character varying NOT NULL, \"refresh_token\" text, "
                                + "\"access_token\" text, \"access_token_expires\" TIMESTAMP WITH TIME ZONE, "
                                + "\"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "
                                + "\"updated_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "
                                + "CONSTRAINT \"UQ_95843cea26fc65b1a9d9b6e1d2b\" UNIQUE (\"compound_id\"), "
                                + "CONSTRAINT \"PK_5a7a02c20412299d198e097a8fe\" PRIMARY KEY (\"id\"));",
                        "CREATE INDEX \"userId\" ON \"accounts\" (\"user_id\");",
                        "CREATE INDEX \"providerId\" ON \"accounts\" (\"provider_id\");",
                        "CREATE INDEX \"providerAccountId\" ON \"accounts\" (\"provider_account_id\");",
                        "CREATE TABLE \"sessions\" (\"id\" SERIAL NOT NULL, \"user_id\" integer NOT NULL, "
                                + "\"expires\" TIMESTAMP WITH TIME ZONE NOT NULL, "
                                + "\"session_token\" character varying NOT NULL, "
                                + "\"access_token\" character varying NOT NULL, "
                                + "\"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "
                                + "\"updated_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "
                                + "CONSTRAINT \"UQ_f10db2949bbea55b44f31108e1a\" UNIQUE (\"session_token\"), "
                                + "CONSTRAINT \"UQ_b02a7acc05fe8194bed8433cf25\" UNIQUE (\"access_token\"), "
                                + "CONSTRAINT \"PK_3238ef96f18b355b671619111bc\" PRIMARY KEY (\"id\"));",
                        "CREATE TABLE \"verification_requests\" (\"id\" SERIAL NOT NULL, "
                                + "\"identifier\" character varying NOT NULL, \"token\" character varying NOT NULL, "
                                + "\"expires\" TIMESTAMP WITH TIME ZONE NOT NULL, "
                                + "\"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "
                                + "\"updated_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "
                                + "CONSTRAINT \"UQ_77287cef70a4627091ae6d19c4d\" UNIQUE (\"token\"), "
                                + "CONSTRAINT \"PK_c5d405ea25e8abd5b0b096a4f6f\" PRIMARY KEY (\"id\"));");
    }

    @Test
    void theIndexesThatNextAuthForgotAreThere() {
        assertThat(statements(Schema.nextAuth()))
                .anyMatch(s -> s.endsWith(" ON \"sessions\" (\"user_id\");"))
                .anyMatch(s -> s.endsWith(" ON \"sessions\" (\"expires\");"))
                .anyMatch(s -> s.endsWith(" ON \"verification_requests\" (\"expires\");"));
    }

    @Test
    void prefixedTablesHaveNamesOfTheirOwnForEveryIndex() {
        assertThat(statements(Schema.nextAuth().prefixed("shop_")))
                .contains("CREATE INDEX \"shop_userId\" ON \"shop_accounts\" (\"user_id\");")
                .noneMatch(s -> s.contains("\"UQ_97672ac88f789774dd47f7c8be3\""));
    }

    @Test
    void addedColumnsKeysAndReferencesAreDeclared() {
        Schema schema = Schema.nextAuth()
                .with(EntityKind.USER, users -> users.with(Column.optional("role", "role", ColumnType.STRING))
                        .with(Key.index("role")))
                .with(EntityKind.SESSION, sessions -> sessions.with(new Reference("userId", true)));

        assertThat(statements(schema))
                .anyMatch(s -> s.contains("\"role\" character varying,"))
                .anyMatch(s -> s.endsWith(" ON \"users\" (\"role\");"))
                .anyMatch(
                        s -> s.contains(" FOREIGN KEY (\"user_id\") REFERENCES \"users\" (\"id\") ON DELETE CASCADE"));
    }

    /** PostgreSQL takes either order; Oracle and the standard take this one. */
    @Test
    void aDefaultStandsBeforeTheConstraint() {
        Schema schema = Schema.nextAuth()
                .with(
                        EntityKind.USER,
                        users -> users.with(Column.required("role", "role", ColumnType.STRING)
                                .withDefault("GUEST")));

        for (String dialect : List.of("oracle", "postgres", "mssql", "mysql", "sqlite", "h2")) {
            Ddl ddl = new Ddl(Dialects.named(dialect).orElseThrow(), new TableLayout("nextauth", schema, ""));
            assertThat(ddl.script()).containsPattern(" DEFAULT \\(?N?'GUEST'\\)? NOT NULL");
        }
    }

    @Test
    void theDatabaseSchemaQualifiesTablesAndIsMade() {
        Ddl ddl = new Ddl(
                Dialects.named("postgres").orElseThrow(), new TableLayout("nextauth", Schema.nextAuth(), "auth"));

        assertThat(ddl.createSchema()).contains("CREATE SCHEMA IF NOT EXISTS \"auth\"");
        assertThat(ddl.script()).contains("CREATE TABLE \"auth\".\"users\" (");
    }

    @Test
    void quotesInNamesAreDoubled() {
        Schema schema = Schema.nextAuth().with(EntityKind.USER, users -> users.withTable("u\"; DROP TABLE x; --"));

        assertThat(statements(schema)).anyMatch(s -> s.startsWith("CREATE TABLE \"u\"\"; DROP TABLE x; --\" ("));
    }

    @Test
    void anUnknownDialectIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> R2dbcAdapter.ddl("db2", Schema.nextAuth()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("db2")
                .hasMessageContaining("postgres");
    }

    @Test
    void mySqlUsersAreWhatTypeOrmMakesAndUtf8() {
        String users = "CREATE TABLE `users` (`id` int NOT NULL AUTO_INCREMENT, `name` varchar(255) NULL,"
                + " `email` varchar(255) NULL, `email_verified` timestamp(6) NULL, `image` varchar(255) NULL,"
                + " `created_at` timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),"
                + " `updated_at` timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)"
                + " ON UPDATE CURRENT_TIMESTAMP(6),"
                + " UNIQUE INDEX `IDX_97672ac88f789774dd47f7c8be` (`email`), PRIMARY KEY (`id`)) ENGINE=InnoDB"
                + " DEFAULT CHARACTER SET utf8mb4 COLLATE ";

        assertThat(R2dbcAdapter.ddl("mysql", Schema.nextAuth()).lines()).contains(users + "utf8mb4_0900_bin;");
        assertThat(R2dbcAdapter.ddl("mariadb", Schema.nextAuth()).lines()).contains(users + "utf8mb4_nopad_bin;");
    }

    @Test
    void mySqlAccountsSessionsAndRequestsAreWhatTypeOrmMakes() {
        String times = " `created_at` timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),"
                + " `updated_at` timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)"
                + " ON UPDATE CURRENT_TIMESTAMP(6),";

        assertThat(R2dbcAdapter.ddl("mysql", Schema.nextAuth()).lines())
                .hasSize(5)
                .anyMatch(s -> s.startsWith("CREATE TABLE `accounts` (`id` int NOT NULL AUTO_INCREMENT,"
                        + " `compound_id` varchar(255) NOT NULL, `user_id` int NOT NULL,"
                        + " `provider_type` varchar(255) NOT NULL, `provider_id` varchar(255) NOT NULL,"
                        + " `provider_account_id` varchar(255) NOT NULL, `refresh_token` text NULL,"
                        + " `access_token` text NULL, `access_token_expires` timestamp(6) NULL," + times
                        + " UNIQUE INDEX `IDX_95843cea26fc65b1a9d9b6e1d2` (`compound_id`),"
                        + " INDEX `userId` (`user_id`), INDEX `providerId` (`provider_id`),"
                        + " INDEX `providerAccountId` (`provider_account_id`), PRIMARY KEY (`id`)) ENGINE=InnoDB"))
                .anyMatch(s -> s.startsWith("CREATE TABLE `sessions` (`id` int NOT NULL AUTO_INCREMENT,"
                        + " `user_id` int NOT NULL, `expires` timestamp(6) NOT NULL,"
                        + " `session_token` varchar(255) NOT NULL, `access_token` varchar(255) NOT NULL," + times
                        + " UNIQUE INDEX `IDX_f10db2949bbea55b44f31108e1` (`session_token`),"
                        + " UNIQUE INDEX `IDX_b02a7acc05fe8194bed8433cf2` (`access_token`),"))
                .anyMatch(s -> s.startsWith("CREATE TABLE `verification_requests` (`id` int NOT NULL AUTO_INCREMENT,"
                        + " `identifier` varchar(255) NOT NULL, `token` varchar(255) NOT NULL,"
                        + " `expires` timestamp(6) NOT NULL," + times
                        + " UNIQUE INDEX `IDX_77287cef70a4627091ae6d19c4` (`token`),"));
    }
}
