// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a row gets on its way to the database. */
final class EntityRowTest {

    private static final Instant NOW = Instant.parse("2026-01-31T09:30:00.123456789Z");
    private static final Instant NOW_AS_KEPT = Instant.parse("2026-01-31T09:30:00.123456Z");

    private static final Entity USERS = Schema.nextAuth().entity(EntityKind.USER);
    private static final Entity ACCOUNTS = Schema.nextAuth().entity(EntityKind.ACCOUNT);
    private static final Entity SESSIONS = Schema.nextAuth().entity(EntityKind.SESSION);

    private static Map<String, @Nullable Object> account() {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("userId", "7");
        values.put("type", "oauth");
        values.put("provider", "github");
        values.put("providerAccountId", "42");
        values.put("idToken", "kept nowhere");
        return values;
    }

    private static Map<String, @Nullable Object> session() {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("sessionToken", "t");
        values.put("userId", "7");
        values.put("expires", NOW);
        return values;
    }

    @Test
    void aNewAccountGetsItsCompoundId() {
        assertThat(ACCOUNTS.newRow(account(), NOW))
                .containsEntry("compoundId", "de71e247475d7d9e09413c4d6a7cb64743ccdb2ad95469f6fa9c4e865bcd7945")
                .doesNotContainKeys("id", "idToken")
                .containsEntry("refreshToken", null);
    }

    @Test
    void aNewSessionGetsAnAccessTokenOfItsOwn() {
        Object first = SESSIONS.newRow(session(), NOW).get("accessToken");
        Object second = SESSIONS.newRow(session(), NOW).get("accessToken");
        assertThat(first).asString().matches("[0-9a-f]{64}").isNotEqualTo(second);
    }

    @Test
    void aNewRowIsStampedWithTheInstantThatTheColumnCanKeep() {
        assertThat(SESSIONS.newRow(session(), NOW))
                .containsEntry("createdAt", NOW_AS_KEPT)
                .containsEntry("updatedAt", NOW_AS_KEPT)
                .containsEntry("expires", NOW_AS_KEPT);
    }

    @Test
    void aNewRowIsInTheOrderOfTheTable() {
        assertThat(SESSIONS.newRow(session(), NOW).keySet())
                .containsExactly("userId", "expires", "sessionToken", "accessToken", "createdAt", "updatedAt");
    }

    @Test
    void anIdThatIsAUuidIsOfVersion4() {
        Entity users = USERS.mapColumns(c -> c.field().equals("id")
                ? Column.required("id", "id", ColumnType.ID_UUID).generated(Generator.UUID_V4)
                : c);
        String first = (String) users.newRow(Map.of(), NOW).get("id");
        String second = (String) users.newRow(Map.of(), NOW).get("id");
        assertThat(first).isNotNull().isNotEqualTo(second);
        assertThat(UUID.fromString(first).version()).isEqualTo(4);
        assertThat(UUID.fromString(first).variant()).isEqualTo(2);
        assertThat(UUID.fromString(first)).hasToString(first);
    }

    @Test
    void aMissingValueIsRefusedByName() {
        Map<String, @Nullable Object> values = session();
        values.remove("userId");
        assertThatThrownBy(() -> SESSIONS.newRow(values, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("userId must have a value");
    }

    @Test
    void aValueOfAnotherTypeIsRefusedByNameWithoutTheValue() {
        Map<String, @Nullable Object> values = session();
        values.put("expires", "secret");
        assertThatThrownBy(() -> SESSIONS.newRow(values, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expires must be of type Instant, was String");
    }

    @Test
    void aTextThatNoDatabaseCanHoldIsRefusedWithoutTheText() {
        Map<String, @Nullable Object> values = session();
        values.put("sessionToken", "secret\0");
        assertThatThrownBy(() -> SESSIONS.newRow(values, NOW))
                .hasMessage("sessionToken holds U+0000 or an unpaired surrogate");
        values.put("sessionToken", "s".repeat(Column.KEY_BYTES + 1));
        assertThatThrownBy(() -> SESSIONS.newRow(values, NOW)).hasMessage("sessionToken is longer than 2048 bytes");
    }

    @Test
    void anAttributeNeedsAColumn() {
        assertThatThrownBy(() -> USERS.newRow(Map.of("role", "admin"), NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("USER: the schema has no column for role");
        Entity users = USERS.with(Column.optional("role", "role", ColumnType.STRING));
        assertThat(users.newRow(Map.of("role", "admin"), NOW)).containsEntry("role", "admin");
        assertThat(users.changedRow(Map.of("role", "admin"), NOW)).containsEntry("role", "admin");
    }

    @Test
    void whatTheStoreFillsTheCallerMayNot() {
        assertThatThrownBy(() -> USERS.newRow(Map.of("createdAt", NOW), NOW))
                .hasMessage("USER: createdAt is filled by the store");
        assertThatThrownBy(() -> USERS.changedRow(Map.of("updatedAt", NOW), NOW))
                .hasMessage("USER: updatedAt is filled by the store");
    }

    @Test
    void aChangeWritesWhatIsSetAndWhen() {
        Map<String, @Nullable Object> changes = new HashMap<>();
        changes.put("name", null);
        changes.put("email", "a@b.c");
        assertThat(USERS.changedRow(changes, NOW))
                .containsEntry("name", null)
                .containsEntry("email", "a@b.c")
                .containsEntry("updatedAt", NOW_AS_KEPT)
                .hasSize(3);
    }

    @Test
    void aChangeOfNothingWritesNothing() {
        assertThat(USERS.changedRow(Map.of(), NOW)).isEmpty();
        assertThat(ACCOUNTS.changedRow(Map.of("idToken", "kept nowhere"), NOW)).isEmpty();
    }

    @Test
    void aKeyIsNeverChanged() {
        assertThatThrownBy(() -> USERS.changedRow(Map.of("id", "1"), NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("USER: id cannot be changed");
        Entity keyless = new Entity(
                EntityKind.USER, "users", USERS.columns(), java.util.List.of(), USERS.keys(), USERS.references());
        assertThatThrownBy(() -> keyless.changedRow(Map.of("id", "1"), NOW)).hasMessage("USER: id cannot be changed");
    }

    @Test
    void aChangeToNothingOfWhatMustBeThereIsRefused() {
        Map<String, @Nullable Object> changes = new HashMap<>();
        changes.put("expires", null);
        assertThatThrownBy(() -> SESSIONS.changedRow(changes, NOW)).hasMessage("expires must have a value");
    }

    @ParameterizedTest
    @CsvSource({
        "TIMESTAMP, 2026-01-31T09:30:00.123456Z",
        "TIMESTAMP_UTC, 2026-01-31T09:30:00.123456Z",
        "EPOCH_MILLIS, 2026-01-31T09:30:00.123Z",
        "EPOCH_MILLIS_TEXT, 2026-01-31T09:30:00.123Z",
        "ISO_TEXT, 2026-01-31T09:30:00.123Z",
        "EPOCH_SECONDS, 2026-01-31T09:30:00Z"
    })
    void anInstantIsCutToTheUnitOfItsColumn(ColumnType type, Instant kept) {
        assertThat(Column.required("expires", "expires", type).require(NOW)).isEqualTo(kept);
    }
}
