// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.ConnectOptions;
import io.authflux.config.Options;
import io.authflux.layout.Layout;
import io.authflux.layout.Layouts;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.model.UserUpdate;
import io.authflux.r2dbc.dialect.Dialects;
import io.authflux.schema.ColumnType;
import io.authflux.schema.EntityKind;
import io.authflux.testkit.Await;
import io.authflux.testkit.database.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every moment that PostgreSQL can hold, with and without a zone, is read as it is stored. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresMomentsTest {

    private static final String ADDRESS = "moments@example.org";

    private final TestDatabase zoned = Fresh.postgres();
    private final TestDatabase unzoned = Fresh.postgres();

    private static Layout layout(boolean zone) {
        return zone
                ? Layouts.nextAuth()
                : Layouts.nextAuth()
                        .with(
                                EntityKind.USER,
                                users -> users.with("emailVerified", c -> c.typed(ColumnType.TIMESTAMP_UTC)));
    }

    private AuthAdapter adapter(boolean zone) {
        TestDatabase database = zone ? zoned : unzoned;
        return Await.one(Authflux.connect(
                database.config().mutate().option(Options.SYNCHRONIZE, true).build(),
                ConnectOptions.defaults().withLayout(layout(zone))));
    }

    @BeforeAll
    void signUp() {
        for (boolean zone : new boolean[] {true, false}) {
            AuthAdapter adapter = adapter(zone);
            Await.one(adapter.users().create(NewUser.of("Moments", ADDRESS)));
            Await.done(adapter.close());
        }
    }

    static Stream<Arguments> moments() {
        return Stream.of(
                Arguments.of("2026-11-28 06:53:10.123456+00", Instant.parse("2026-11-28T06:53:10.123456Z")),
                Arguments.of("2026-11-28 06:53:10+00", Instant.parse("2026-11-28T06:53:10Z")),
                Arguments.of("1970-01-01 00:00:00+00", Instant.EPOCH),
                Arguments.of("1969-12-31 23:59:59.5+00", Instant.parse("1969-12-31T23:59:59.5Z")),
                Arguments.of("1969-12-31 23:59:58.999999+00", Instant.parse("1969-12-31T23:59:58.999999Z")),
                Arguments.of("1582-10-04 12:00:00+00", Instant.parse("1582-10-04T12:00:00Z")),
                Arguments.of("0001-01-01 00:00:00+00", Instant.parse("0001-01-01T00:00:00Z")),
                Arguments.of("0001-01-01 00:00:00+00 BC", Instant.parse("0000-01-01T00:00:00Z")),
                Arguments.of("9999-12-31 23:59:59.999999+00", Instant.parse("9999-12-31T23:59:59.999999Z")),
                Arguments.of("1999-12-31 23:59:59.999999+00", Instant.parse("1999-12-31T23:59:59.999999Z")),
                Arguments.of("4713-01-01 00:00:00+00 BC", Instant.parse("-4712-01-01T00:00:00Z")),
                Arguments.of("294276-12-31 23:59:59.999999+00", Instant.parse("+294276-12-31T23:59:59.999999Z")),
                Arguments.of("infinity", OffsetDateTime.MAX.toInstant()),
                Arguments.of("-infinity", OffsetDateTime.MIN.toInstant()));
    }

    @ParameterizedTest
    @MethodSource("moments")
    void aMomentIsReadAsItIsStored(String stored, Instant moment) throws SQLException {
        for (boolean zone : new boolean[] {true, false}) {
            store(zone ? zoned : unzoned, zone ? stored : stored.replace("+00", ""));
            AuthAdapter adapter = adapter(zone);

            User found = Await.one(adapter.users().findByEmail(ADDRESS));
            User returned = Await.one(adapter.users()
                    .update(found.id(), UserUpdate.builder().name("Renamed").build()));

            assertThat(found.emailVerified()).isEqualTo(moment);
            assertThat(returned.emailVerified()).isEqualTo(moment);
            Await.done(adapter.close());
        }
    }

    private static void store(TestDatabase database, String moment) throws SQLException {
        try (Connection connection = database.open();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE users SET email_verified = '" + moment + "' WHERE email = '" + ADDRESS + "'")) {
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"13.0.0", "11.2-YB-2.20", "", "unknown"})
    void whoseVersionIsOlderReadsTheColumnItself(String version) {
        assertThat(selected(version)).isEqualTo("\"expires\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"14.0", "18.6 (Debian)", "15.2-YB-2025.1"})
    void elsewhereItsBytesAre(String version) {
        assertThat(selected(version)).isEqualTo("encode(timestamptz_send(\"expires\"),'hex')");
    }

    private static String selected(String version) {
        return Dialects.named("postgres")
                .orElseThrow()
                .forServer("PostgreSQL", version)
                .codec(ColumnType.TIMESTAMP)
                .selected("\"expires\"");
    }
}
