// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.database;

import static io.authflux.schema.EntityKind.SESSION;
import static io.authflux.schema.EntityKind.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.Entity;
import io.authflux.schema.Schema;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JdbcBackdoorTest {

    private static final Schema SCHEMA = Schema.nextAuth().with(USER, JdbcBackdoorTest::everyType);
    private static JdbcBackdoor backdoor;

    private static Entity everyType(Entity users) {
        Entity all = users;
        for (ColumnType type : ColumnType.values()) {
            all = all.with(Column.optional(type.name(), "c_" + type.name().toLowerCase(Locale.ROOT), type));
        }
        return all;
    }

    @BeforeAll
    static void createTables() {
        TestDatabase database = PostgresServer.shared().database("testkit_backdoor");
        StringBuilder more = new StringBuilder();
        for (ColumnType type : ColumnType.values()) {
            more.append(", c_")
                    .append(type.name().toLowerCase(Locale.ROOT))
                    .append(' ')
                    .append(sql(type));
        }
        database.execute(
                "CREATE TABLE users (id serial PRIMARY KEY, name varchar, email varchar, email_verified timestamptz,"
                        + " image varchar, created_at timestamptz DEFAULT now(), updated_at timestamptz DEFAULT now()"
                        + more + ")",
                "CREATE TABLE sessions (id serial, user_id int, expires timestamptz, session_token varchar,"
                        + " access_token varchar, created_at timestamptz, updated_at timestamptz)");
        backdoor = new JdbcBackdoor(SCHEMA, database);
    }

    private static String sql(ColumnType type) {
        return switch (type) {
            case STRING, TEXT, EPOCH_MILLIS_TEXT, ISO_TEXT, OFFSET_TEXT -> "text";
            case INTEGER, ID_INTEGER -> "int";
            case BIGINT, ID_BIGINT, EPOCH_SECONDS, EPOCH_MILLIS -> "bigint";
            case BOOLEAN, INSTANT_FLAG -> "boolean";
            case ID_UUID -> "uuid";
            case TIMESTAMP -> "timestamptz";
            case TIMESTAMP_UTC -> "timestamp";
        };
    }

    @AfterAll
    static void close() {
        if (backdoor != null) {
            backdoor.close();
        }
    }

    @Test
    void everyTypeIsReadAsItWasWritten() {
        Instant seconds = Instant.parse("2026-03-29T01:30:00Z");
        Instant millis = seconds.plusMillis(120);
        Instant micros = seconds.plusNanos(123_456_000);
        Map<String, Object> row = Map.ofEntries(
                Map.entry("email", "types@example.org"),
                Map.entry("emailVerified", micros),
                Map.entry("STRING", "\uD83D\uDE80"),
                Map.entry("TEXT", ""),
                Map.entry("INTEGER", 7),
                Map.entry("BIGINT", 1L << 40),
                Map.entry("BOOLEAN", false),
                Map.entry("ID_INTEGER", "12"),
                Map.entry("ID_BIGINT", "1099511627776"),
                Map.entry("ID_UUID", "6f1b7a6e-1c1e-4d0e-9d0a-0a7b1b3f5c9d"),
                Map.entry("TIMESTAMP", micros),
                Map.entry("TIMESTAMP_UTC", micros),
                Map.entry("EPOCH_SECONDS", seconds),
                Map.entry("EPOCH_MILLIS", millis),
                Map.entry("EPOCH_MILLIS_TEXT", millis),
                Map.entry("ISO_TEXT", millis),
                Map.entry("OFFSET_TEXT", millis),
                Map.entry("INSTANT_FLAG", Instant.EPOCH));

        backdoor.write(USER, row);

        assertThat(backdoor.find(USER, row)).hasSize(1);
        assertThat(backdoor.findOne(USER, Map.of("email", "types@example.org")).orElseThrow())
                .containsAllEntriesOf(row)
                .containsKeys("id", "createdAt", "updatedAt")
                .doesNotContainKeys("name", "image");
    }

    @Test
    void nullIsAbsentAndWordIsNoNumber() {
        backdoor.write(USER, Map.of("name", "Nobody"));

        assertThat(backdoor.findOne(USER, Map.of("name", "Nobody")).orElseThrow())
                .doesNotContainKeys("email", "INTEGER", "BOOLEAN", "TIMESTAMP", "ID_UUID");
        assertThat(backdoor.find(SESSION, Map.of("userId", "no-number"))).isEmpty();
        assertThat(backdoor.find(USER, Map.of("ID_UUID", "no-uuid"))).isEmpty();
        assertThat(backdoor.find(SESSION, Map.of())).isEmpty();
    }
}
