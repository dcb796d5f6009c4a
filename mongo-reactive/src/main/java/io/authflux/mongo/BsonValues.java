// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import io.authflux.error.ConfigurationException;
import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.TextCodec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Values of the model as BSON and back. Keys that relational databases number are ObjectIds here, instants are dates
 * with milliseconds. What JavaScript wrote is read as what it means: any number type, an ObjectId where a text is.
 */
final class BsonValues {

    private static final long MILLIS = 1_000;

    private static final Set<ColumnType> NOT_HERE = EnumSet.of(
            ColumnType.ISO_TEXT, ColumnType.OFFSET_TEXT, ColumnType.EPOCH_MILLIS_TEXT, ColumnType.INSTANT_FLAG);

    private BsonValues() {}

    /** Whether the column holds ObjectIds. */
    static boolean isObjectId(Column column) {
        return column.type() == ColumnType.ID_INTEGER || column.type() == ColumnType.ID_BIGINT;
    }

    /** Whether the column holds BSON dates. */
    static boolean isDate(Column column) {
        return column.type() == ColumnType.TIMESTAMP || column.type() == ColumnType.TIMESTAMP_UTC;
    }

    /** Refuses a representation that makes no sense in documents. */
    static void requireSupported(Column column) {
        if (NOT_HERE.contains(column.type())) {
            throw new ConfigurationException("MongoDB keeps instants as dates or numbers; the column " + column.name()
                    + " is declared as " + column.type());
        }
    }

    /** The value as BSON; null if the column cannot hold it, because it is no ObjectId as those are printed. */
    static @Nullable BsonValue encode(Column column, Object value) {
        TextCodec codec = column.codec();
        return codec == null ? plain(column, value) : new BsonString(codec.encode((String) value));
    }

    private static @Nullable BsonValue plain(Column column, Object value) {
        return switch (column.type()) {
            case ID_INTEGER, ID_BIGINT -> objectId((String) value);
            case STRING, TEXT, ID_UUID -> new BsonString((String) value);
            case INTEGER -> new BsonInt32((Integer) value);
            case BIGINT -> new BsonInt64((Long) value);
            case BOOLEAN -> BsonBoolean.valueOf((Boolean) value);
            default -> instant(column, floorMillis((Instant) value));
        };
    }

    /** Only as it is read again: two texts for one key would be two questions with one answer. */
    private static @Nullable BsonValue objectId(String text) {
        if (!ObjectId.isValid(text)) {
            return null;
        }
        ObjectId id = new ObjectId(text);
        return id.toHexString().equals(text) ? new BsonObjectId(id) : null;
    }

    /** The first instant of the column that is not before the given one: what to compare ends with. */
    static BsonValue notBefore(Column column, Instant instant) {
        long floor = floorMillis(instant);
        boolean exact = instant.truncatedTo(ChronoUnit.MILLIS).equals(instant);
        long ceiling = exact || floor == Long.MAX_VALUE ? floor : floor + 1;
        return column.type() == ColumnType.EPOCH_SECONDS
                ? new BsonInt64(-Math.floorDiv(-ceiling, MILLIS))
                : instant(column, ceiling);
    }

    /** What no value of the same kind is greater than. */
    static BsonValue lastOfItsKind(BsonValue bound) {
        return bound.isDateTime() ? new BsonDateTime(Long.MAX_VALUE) : new BsonDouble(Double.POSITIVE_INFINITY);
    }

    /** {@code $gte} as the server has it, of dates with dates and numbers with numbers. */
    static boolean isAtLeast(@Nullable BsonValue value, BsonValue bound) {
        if (value == null) {
            return false;
        }
        return bound.isDateTime()
                ? value.isDateTime()
                        && value.asDateTime().getValue() >= bound.asDateTime().getValue()
                : value.isNumber()
                        && value.asNumber().longValue() >= bound.asNumber().longValue();
    }

    private static BsonValue instant(Column column, long millis) {
        return switch (column.type()) {
            case EPOCH_SECONDS -> new BsonInt64(Math.floorDiv(millis, MILLIS));
            case EPOCH_MILLIS -> new BsonInt64(millis);
            default -> new BsonDateTime(millis);
        };
    }

    /** Milliseconds, or the end of the scale on the instant's side: a date beyond year 292,278,994 is as good as that. */
    private static long floorMillis(Instant instant) {
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException e) {
            return instant.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** Whether it says that there is no value: other adapters write that where we leave a field out. */
    static boolean isNothing(BsonValue value) {
        return value.isNull() || value.getBsonType() == BsonType.UNDEFINED;
    }

    /** The value as the model has it; null for a BSON null or undefined. */
    static @Nullable Object decode(Column column, @Nullable BsonValue value) {
        if (value == null || isNothing(value)) {
            return null;
        }
        @Nullable
        Object decoded =
                switch (column.type()) {
                    case ID_INTEGER, ID_BIGINT, ID_UUID, STRING, TEXT -> text(value);
                    case INTEGER -> value.isNumber() ? (Object) value.asNumber().intValue() : null;
                    case BIGINT -> value.isNumber() ? (Object) value.asNumber().longValue() : null;
                    case BOOLEAN ->
                        value.isBoolean() ? (Object) value.asBoolean().getValue() : null;
                    default -> decodeInstant(column, value);
                };
        if (decoded == null) {
            throw new IllegalStateException(
                    column.name() + " holds a " + value.getBsonType() + ", which is no " + column.type());
        }
        TextCodec codec = column.codec();
        return codec == null ? decoded : codec.decode((String) decoded);
    }

    private static @Nullable String text(BsonValue value) {
        if (value.isString()) {
            return value.asString().getValue();
        }
        if (value.isObjectId()) {
            return value.asObjectId().getValue().toHexString();
        }
        return value.isNumber() ? Long.toString(value.asNumber().longValue()) : null;
    }

    private static @Nullable Instant decodeInstant(Column column, BsonValue value) {
        if (value.isDateTime()) {
            return Instant.ofEpochMilli(value.asDateTime().getValue());
        }
        if (!value.isNumber()) {
            return null;
        }
        long number = value.asNumber().longValue();
        return column.type() == ColumnType.EPOCH_SECONDS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
    }
}
