// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The default layout is NextAuth v3's, to the letter: tables that it made are opened as they are. */
final class NextAuthLayoutTest {

    private static final List<String> CREATED_AND_UPDATED =
            List.of("created_at TIMESTAMP! CREATED_AT", "updated_at TIMESTAMP! UPDATED_AT");

    static Stream<Arguments> tables() {
        return Stream.of(
                arguments(
                        EntityKind.USER,
                        "users",
                        List.of(
                                "id ID_INTEGER! DATABASE",
                                "name STRING",
                                "email STRING",
                                "email_verified TIMESTAMP",
                                "image STRING")),
                arguments(
                        EntityKind.ACCOUNT,
                        "accounts",
                        List.of(
                                "id ID_INTEGER! DATABASE",
                                "compound_id STRING! COMPOUND_ID",
                                "user_id ID_INTEGER!",
                                "provider_type STRING!",
                                "provider_id STRING!",
                                "provider_account_id STRING!",
                                "refresh_token TEXT",
                                "access_token TEXT",
                                "access_token_expires TIMESTAMP")),
                arguments(
                        EntityKind.SESSION,
                        "sessions",
                        List.of(
                                "id ID_INTEGER! DATABASE",
                                "user_id ID_INTEGER!",
                                "expires TIMESTAMP!",
                                "session_token STRING!",
                                "access_token STRING! RANDOM_TOKEN")),
                arguments(
                        EntityKind.VERIFICATION_TOKEN,
                        "verification_requests",
                        List.of(
                                "id ID_INTEGER! DATABASE",
                                "identifier STRING!",
                                "token STRING!",
                                "expires TIMESTAMP!")));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("tables")
    void aTableHasNextAuthsColumnsInNextAuthsOrder(EntityKind kind, String table, List<String> columns) {
        Entity entity = Schema.nextAuth().entity(kind);
        assertThat(entity.table()).isEqualTo(table);
        assertThat(entity.columns().stream().map(NextAuthLayoutTest::describe))
                .containsExactlyElementsOf(Stream.concat(columns.stream(), CREATED_AND_UPDATED.stream())
                        .toList());
        assertThat(entity.primaryKey()).containsExactly("id");
        assertThat(entity.references()).as("NextAuth makes no foreign keys").isEmpty();
        assertThat(entity.attributes()).isEmpty();
    }

    private static String describe(Column column) {
        String generator = column.generator() == Generator.NONE ? "" : " " + column.generator();
        return column.name() + " " + column.type() + (column.nullable() ? "" : "!") + generator;
    }

    @ParameterizedTest(name = "{0}.{1}")
    @CsvSource({
        "USER, email, UQ_97672ac88f789774dd47f7c8be3, IDX_97672ac88f789774dd47f7c8be",
        "ACCOUNT, compoundId, UQ_95843cea26fc65b1a9d9b6e1d2b, IDX_95843cea26fc65b1a9d9b6e1d2",
        "SESSION, sessionToken, UQ_f10db2949bbea55b44f31108e1a, IDX_f10db2949bbea55b44f31108e1",
        "SESSION, accessToken, UQ_b02a7acc05fe8194bed8433cf25, IDX_b02a7acc05fe8194bed8433cf2",
        "VERIFICATION_TOKEN, token, UQ_77287cef70a4627091ae6d19c4d, IDX_77287cef70a4627091ae6d19c4"
    })
    void aUniqueKeyHasTheNameThatTypeOrmGivesIt(EntityKind kind, String field, String constraint, String index) {
        Entity entity = Schema.nextAuth().entity(kind);
        assertThat(entity.keys()).contains(Key.unique(field));
        List<String> columns = List.of(entity.column(field).name());
        assertThat(KeyNames.TYPEORM.unique(entity.table(), columns)).isEqualTo(constraint);
        assertThat(KeyNames.TYPEORM.index(entity.table(), columns)).isEqualTo(index);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "USER, PK_a3ffb1c0c8416b9fc6f907b7433",
        "ACCOUNT, PK_5a7a02c20412299d198e097a8fe",
        "SESSION, PK_3238ef96f18b355b671619111bc",
        "VERIFICATION_TOKEN, PK_c5d405ea25e8abd5b0b096a4f6f"
    })
    void aPrimaryKeyHasTheNameThatTypeOrmGivesIt(EntityKind kind, String name) {
        Entity entity = Schema.nextAuth().entity(kind);
        assertThat(KeyNames.TYPEORM.primaryKey(entity.table(), List.of("id"))).isEqualTo(name);
    }

    @Test
    void theIndexesThatNextAuthMakesAreThereAndThoseThatItForgot() {
        assertThat(Schema.nextAuth().entity(EntityKind.ACCOUNT).keys())
                .containsExactly(
                        Key.unique("compoundId"),
                        Key.index("userId").named("userId"),
                        Key.index("provider").named("providerId"),
                        Key.index("providerAccountId").named("providerAccountId"));
        assertThat(Schema.nextAuth().entity(EntityKind.SESSION).keys())
                .containsExactly(
                        Key.unique("sessionToken"),
                        Key.unique("accessToken"),
                        Key.index("userId"),
                        Key.index("expires"));
        assertThat(Schema.nextAuth().entity(EntityKind.VERIFICATION_TOKEN).keys())
                .containsExactly(Key.unique("token"), Key.index("expires"));
        assertThat(Schema.nextAuth().entity(EntityKind.USER).keys()).containsExactly(Key.unique("email"));
    }

    @Test
    void aPrefixChangesTheNamesThatAreDerivedFromTheTable() {
        Schema prefixed = Schema.nextAuth().prefixed("nextauth_");
        Entity users = prefixed.entity(EntityKind.USER);
        assertThat(users.table()).isEqualTo("nextauth_users");
        assertThat(KeyNames.TYPEORM.unique(users.table(), List.of("email")))
                .startsWith("UQ_")
                .hasSize(30)
                .isNotEqualTo("UQ_97672ac88f789774dd47f7c8be3");
        assertThat(prefixed.entity(EntityKind.VERIFICATION_TOKEN).table()).isEqualTo("nextauth_verification_requests");
        assertThat(prefixed.entity(EntityKind.ACCOUNT).keys())
                .as("names of indexes are shared by a whole database schema")
                .extracting(Key::name)
                .extracting(name -> name.orElse("derived"))
                .containsExactly("derived", "nextauth_userId", "nextauth_providerId", "nextauth_providerAccountId");
    }

    @Test
    void inCamelCaseItIsNextAuthOnMongoDb() {
        Schema camel = Schema.nextAuth().named(NamingStrategy.CAMEL);
        assertThat(camel.tables())
                .extracting(Entity::table)
                .containsExactly("users", "accounts", "sessions", "verificationRequests", "authenticators");
        assertThat(camel.entity(EntityKind.ACCOUNT).columns())
                .extracting(Column::name)
                .containsExactly(
                        "id",
                        "compoundId",
                        "userId",
                        "providerType",
                        "providerId",
                        "providerAccountId",
                        "refreshToken",
                        "accessToken",
                        "accessTokenExpires",
                        "createdAt",
                        "updatedAt");
        assertThat(camel.named(NamingStrategy.SNAKE)).isEqualTo(Schema.nextAuth());
    }
}
