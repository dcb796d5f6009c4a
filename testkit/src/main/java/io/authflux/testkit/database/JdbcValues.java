// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.database;

import io.authflux.schema.ColumnType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import java.util.Locale;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Between the values of the model and those of JDBC. */
final class JdbcValues {

    /** For drivers that know {@code OffsetDateTime}, {@code LocalDateTime} and {@code UUID}. */
    static final JdbcValues STANDARD = new JdbcValues(false);

    /** For SQLite, where moments and UUIDs are text. */
    static final JdbcValues SQLITE = new JdbcValues(true);

    private static final DateTimeFormatter SQLITE_MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter ISO_MILLIS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final boolean textual;

    private JdbcValues(boolean textual) {
        this.textual = textual;
    }

    /** Whether a value can be one of that column at all; a word is no number. */
    boolean canEncode(ColumnType type, Object value) {
        try {
            encode(type, value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    Object encode(ColumnType type, Object value) {
        return switch (type) {
            case STRING, TEXT, INTEGER, BIGINT, BOOLEAN -> value;
            case ID_INTEGER -> Integer.valueOf((String) value);
            case ID_BIGINT -> Long.valueOf((String) value);
            case ID_UUID -> textual ? value : UUID.fromString((String) value);
            case TIMESTAMP ->
                textual ? SQLITE_MILLIS.format((Instant) value) : ((Instant) value).atOffset(ZoneOffset.UTC);
            case TIMESTAMP_UTC ->
                textual
                        ? SQLITE_MILLIS.format((Instant) value)
                        : LocalDateTime.ofInstant((Instant) value, ZoneOffset.UTC);
            case EPOCH_SECONDS -> ((Instant) value).getEpochSecond();
            case EPOCH_MILLIS -> ((Instant) value).toEpochMilli();
            case EPOCH_MILLIS_TEXT -> Long.toString(((Instant) value).toEpochMilli());
            case ISO_TEXT -> ISO_MILLIS.format((Instant) value);
            case OFFSET_TEXT -> SQLITE_MILLIS.format((Instant) value) + " +00:00";
            case INSTANT_FLAG -> true;
        };
    }

    @Nullable
    Object decode(ColumnType type, ResultSet row, int position) throws SQLException {
        @Nullable Object value = read(type, row, position);
        return row.wasNull() || value == null ? null : model(type, value);
    }

    private @Nullable Object read(ColumnType type, ResultSet row, int position) throws SQLException {
        return switch (type) {
            case STRING, TEXT, ID_INTEGER, ID_BIGINT, ID_UUID, EPOCH_MILLIS_TEXT, ISO_TEXT, OFFSET_TEXT ->
                row.getString(position);
            case INTEGER -> row.getInt(position);
            case BIGINT, EPOCH_SECONDS, EPOCH_MILLIS -> row.getLong(position);
            case BOOLEAN -> row.getBoolean(position);
            case INSTANT_FLAG -> row.getBoolean(position) ? Boolean.TRUE : null;
            case TIMESTAMP -> textual ? row.getString(position) : row.getObject(position, OffsetDateTime.class);
            case TIMESTAMP_UTC -> textual ? row.getString(position) : utc(row, position);
        };
    }

    /** With a calendar no driver takes the wall clock for the JVM's. */
    private static @Nullable Instant utc(ResultSet row, int position) throws SQLException {
        Timestamp moment = row.getTimestamp(position, Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT));
        return moment == null ? null : moment.toInstant();
    }

    private Object model(ColumnType type, Object value) {
        if (value instanceof Instant) {
            return value;
        }
        if (textual && (type == ColumnType.TIMESTAMP || type == ColumnType.TIMESTAMP_UTC)) {
            return LocalDateTime.parse(((String) value).replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        }
        return switch (type) {
            case TIMESTAMP -> ((OffsetDateTime) value).toInstant();
            case EPOCH_SECONDS -> Instant.ofEpochSecond((Long) value);
            case EPOCH_MILLIS -> Instant.ofEpochMilli((Long) value);
            case EPOCH_MILLIS_TEXT -> Instant.ofEpochMilli(Long.parseLong((String) value));
            case ISO_TEXT -> Instant.parse((String) value);
            case OFFSET_TEXT ->
                Instant.parse(((String) value).replace(" +00:00", "Z").replace(' ', 'T'));
            case INSTANT_FLAG -> Instant.EPOCH;
            default -> value;
        };
    }
}
