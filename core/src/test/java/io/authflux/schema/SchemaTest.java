// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SchemaTest {

    private static final Schema DEFAULT = Schema.nextAuth();

    private static Schema users(UnaryOperator<Entity> change) {
        return DEFAULT.with(EntityKind.USER, change);
    }

    private static Column role(String name) {
        return Column.optional("role", name, ColumnType.STRING);
    }

    @Test
    void aColumnIsAddedToOneTableAndTheOthersStay() {
        Schema schema = users(u -> u.with(role("user_role")));
        Entity users = schema.entity(EntityKind.USER);
        assertThat(users.attributes()).containsExactly(role("user_role"));
        assertThat(users.column("role").name()).isEqualTo("user_role");
        assertThat(schema.entity(EntityKind.SESSION)).isEqualTo(DEFAULT.entity(EntityKind.SESSION));
        assertThat(DEFAULT.entity(EntityKind.USER).find("role"))
                .as("the original")
                .isEmpty();
    }

    @Test
    void whatIsAddedWithAGeneratorIsAnAttributeToo() {
        Column since = Column.required("since", "since", ColumnType.TIMESTAMP).generated(Generator.CREATED_AT);

        assertThat(users(u -> u.with(since)).entity(EntityKind.USER).attributes())
                .containsExactly(since);
        assertThat(users(u -> u.without("createdAt").with(since.named("created_at")))
                        .entity(EntityKind.USER)
                        .attributes())
                .containsExactly(since.named("created_at"));
    }

    @Test
    void aKeyMaySpeakOfWhatACodecAlwaysMakesTheSame() {
        Entity users = DEFAULT.entity(EntityKind.USER).with("email", c -> c.encoded(TextCodec.lowerCase()));

        assertThat(users.keys()).contains(Key.unique("email"));
    }

    @Test
    void aKeyAndAForeignKeyAreAdded() {
        Entity sessions = DEFAULT.entity(EntityKind.SESSION)
                .with(Key.index("userId", "expires").named("by_user"))
                .with(new Reference("userId", true));
        assertThat(sessions.keys()).last().extracting(Key::name).asString().contains("by_user");
        assertThat(sessions.references()).containsExactly(new Reference("userId", true));
    }

    @Test
    void usersComeFirst() {
        assertThat(DEFAULT.tables()).first().extracting(Entity::kind).isEqualTo(EntityKind.USER);
        List<Entity> reversed = new ArrayList<>(DEFAULT.tables());
        java.util.Collections.reverse(reversed);
        assertThat(Schema.of(reversed).tables()).isEqualTo(DEFAULT.tables());
    }

    @Test
    void anEmptyPrefixChangesNothing() {
        assertThat(DEFAULT.prefixed("")).isSameAs(DEFAULT);
        assertThat(DEFAULT.named(NamingStrategy.AS_IS)).isEqualTo(DEFAULT);
        assertThat(DEFAULT.named(NamingStrategy.SNAKE)).isEqualTo(DEFAULT);
    }

    @Test
    void itCannotBeChangedFromOutside() {
        Map<EntityKind, Entity> entities = new EnumMap<>(DEFAULT.entities());
        Schema schema = new Schema(entities);
        entities.clear();
        assertThat(schema).isEqualTo(DEFAULT);
        assertThatThrownBy(() -> schema.entities().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    static Stream<Arguments> wrongDefinitions() {
        Entity users = DEFAULT.entity(EntityKind.USER);
        Entity sessions = DEFAULT.entity(EntityKind.SESSION);
        return Stream.of(
                wrong("no table for USER", () -> new Schema(Map.of())),
                wrong("no table for ACCOUNT", () -> Schema.of(List.of(users))),
                wrong("two tables for USER", () -> Schema.of(List.of(users, users))),
                wrong("the table for USER is one for SESSION", () -> users(u -> sessions.withTable("x"))),
                wrong("two kinds share a table name", () -> users(u -> u.withTable("sessions"))),
                wrong("table name of USER must not be blank", () -> users.withTable(" ")),
                wrong("table name of USER must not be blank and not hold U+0000", () -> users.withTable("a\0")),
                wrong("USER: role (column email)", () -> users.with(role("email"))),
                wrong("USER: role (column b)", () -> users.with(role("a")).with(role("b"))),
                wrong("the field id needs a column", () -> without(users, "id")),
                wrong("the field expires needs a column", () -> without(sessions, "expires")),
                wrong("USER: a key speaks of role, which has no column", () -> users.with(Key.index("role"))),
                wrong("USER: a key speaks of x", () -> users.with(new Reference("x", false))),
                wrong("USER: a key speaks of role, which a codec makes different every time", () -> users.with(
                                role("role").encoded(AesGcmCodec.of("k", new byte[16])))
                        .with(Key.index("role"))),
                wrong(
                        "SESSION: sessionToken cannot have a codec",
                        () -> sessions.with("sessionToken", c -> c.encoded(TextCodec.lowerCase()))),
                wrong("two keys of [email]", () -> users.with(Key.unique("email"))),
                wrong("two keys of [name]", () -> users.with(Key.index("image").named("i"))
                        .with(Key.index("name").named("i"))),
                wrong("a key must have fields", Key::index),
                wrong("the name of a key must not be blank", () -> Key.index("a")
                        .named(" ")),
                wrong("the name of a key must not be blank", () -> new Key(List.of("a"), true, "", false)),
                wrong("the field must not be blank", () -> Column.optional("", "a", ColumnType.TEXT)),
                wrong("the name of column a must not be blank", () -> Column.optional("a", "", ColumnType.TEXT)),
                wrong("USER: the schema has no column for role", () -> users.column("role")),
                wrong(
                        "SESSION: expires holds a Instant, which STRING cannot represent",
                        () -> sessions.mapColumns(c -> c.field().equals("expires")
                                ? Column.required("expires", "expires", ColumnType.STRING)
                                : c)));
    }

    private static Arguments wrong(String message, ThrowingCallable definition) {
        return arguments(message, definition);
    }

    private static Entity without(Entity entity, String field) {
        List<Column> columns =
                entity.columns().stream().filter(c -> !c.field().equals(field)).toList();
        return new Entity(entity.kind(), entity.table(), columns, List.of(), List.of(), List.of());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongDefinitions")
    void aWrongDefinitionIsRefusedByName(String message, ThrowingCallable definition) {
        assertThatThrownBy(definition)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void anErrorAboutADerivedColumnSpeaksOfItsSources() {
        Entity accounts = DEFAULT.entity(EntityKind.ACCOUNT);
        assertThat(accounts.describe(Key.unique("compoundId"))).isEqualTo("provider,providerAccountId");
        assertThat(accounts.describe(Key.unique("userId", "type"))).isEqualTo("userId,type");
    }

    @Test
    void theFieldsOfAKindAreTheComponentsOfItsRecord() {
        assertThat(EntityKind.USER.fields()).extracting(EntityKind.Field::name).contains("emailVerified");
        Map<EntityKind, Class<?>> records = Map.of(
                EntityKind.USER, io.authflux.model.User.class,
                EntityKind.ACCOUNT, io.authflux.model.Account.class,
                EntityKind.SESSION, io.authflux.model.Session.class,
                EntityKind.VERIFICATION_TOKEN, io.authflux.model.VerificationToken.class,
                EntityKind.AUTHENTICATOR, io.authflux.model.Authenticator.class);
        records.forEach((kind, type) -> assertThat(kind.fields())
                .extracting(f -> f.name() + " " + f.javaType().getSimpleName())
                .isEqualTo(Stream.of(type.getRecordComponents())
                        .filter(c -> !c.getName().equals("attributes"))
                        .map(c -> c.getName() + " " + boxed(c.getType()))
                        .toList()));
    }

    private static String boxed(Class<?> type) {
        return java.lang.invoke.MethodType.methodType(type).wrap().returnType().getSimpleName();
    }

    @Test
    void keysThatTheDatabaseWouldNumberBecomeUuidsWithAllThatRefersToThem() {
        Schema uuids = Schema.nextAuth().withUuids();
        Column user = uuids.entity(EntityKind.USER).column("id");

        assertThat(user.type()).isEqualTo(ColumnType.ID_UUID);
        assertThat(user.generator()).isSameAs(Generator.UUID_V4);
        assertThat(uuids.entity(EntityKind.SESSION).column("userId").type()).isEqualTo(ColumnType.ID_UUID);
        assertThat(uuids.entity(EntityKind.SESSION).column("userId").generator())
                .isSameAs(Generator.NONE);
        assertThat(uuids.withUuids()).isEqualTo(uuids);
    }
}
