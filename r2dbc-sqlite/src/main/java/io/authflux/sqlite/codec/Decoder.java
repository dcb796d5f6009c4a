// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.codec;

import io.authflux.sqlite.config.TemporalFormat;
import io.r2dbc.spi.Blob;
import io.r2dbc.spi.Clob;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Turns a stored value, which is never null, into what the caller asks for. */
final class Decoder {

    private final TemporalFormat format;
    private final Map<Class<?>, Function<Object, ?>> conversions = new HashMap<>();

    Decoder(TemporalFormat format) {
        this.format = format;
        put(String.class, Scalars::text);
        put(CharSequence.class, Scalars::text);
        put(Clob.class, stored -> Clob.from(Mono.just(Scalars.text(stored))));
        put(Character.class, Scalars::character);
        put(byte[].class, Scalars::bytes);
        put(ByteBuffer.class, stored -> ByteBuffer.wrap(Scalars.bytes(stored)));
        put(Blob.class, stored -> Blob.from(Mono.just(ByteBuffer.wrap(Scalars.bytes(stored)))));
        put(Boolean.class, Scalars::bool);
        put(Byte.class, stored -> Scalars.decimal(stored).byteValueExact());
        put(Short.class, stored -> Scalars.decimal(stored).shortValueExact());
        put(Integer.class, Scalars::integer);
        put(
                Long.class,
                stored -> stored instanceof Long number
                        ? number
                        : Scalars.decimal(stored).longValueExact());
        put(Float.class, stored -> (float) Scalars.real(stored));
        put(Double.class, Scalars::real);
        put(Number.class, Scalars::number);
        put(BigInteger.class, stored -> Scalars.decimal(stored).toBigIntegerExact());
        put(BigDecimal.class, Scalars::decimal);
        put(UUID.class, Scalars::uuid);
        put(Instant.class, stored -> moment(stored).toInstant());
        put(LocalDateTime.class, stored -> moment(stored).toLocalDateTime());
        put(LocalDate.class, stored -> moment(stored).toLocalDate());
        put(LocalTime.class, stored -> moment(stored).toLocalTime());
        put(OffsetDateTime.class, stored -> moment(stored).toOffsetDateTime());
        put(ZonedDateTime.class, stored -> moment(stored).toOffsetDateTime().toZonedDateTime());
    }

    private <T> void put(Class<T> type, Function<Object, ? extends T> conversion) {
        conversions.put(type, conversion);
    }

    private Moment moment(Object stored) {
        return Moment.of(stored, format);
    }

    Object decode(Object stored, Class<?> type) {
        Function<Object, ?> conversion = conversions.get(type);
        try {
            if (conversion != null) {
                return conversion.apply(stored);
            }
            if (type.isEnum()) {
                return Scalars.constant(stored, type);
            }
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "A stored " + storageClass(stored) + " is no " + type.getName() + ": " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("Cannot read a value as " + type.getName());
    }

    /** By the declared type where the value fits it, otherwise by the storage class. */
    Object decode(Object stored, Type declared) {
        Class<?> type = preferred(stored, declared);
        if (type != null) {
            try {
                return decode(stored, type);
            } catch (IllegalArgumentException e) {
                return storage(stored);
            }
        }
        return storage(stored);
    }

    private static @Nullable Class<?> preferred(Object stored, Type declared) {
        if (!(declared instanceof R2dbcType type) || stored instanceof byte[] || type == R2dbcType.VARCHAR) {
            return null;
        }
        return switch (type) {
            case INTEGER -> stored instanceof Long number && number == number.intValue() ? Integer.class : null;
            case BIGINT, DOUBLE, CLOB, BLOB -> null;
            case BOOLEAN, DECIMAL, DATE, TIME, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> type.getJavaType();
            default -> null;
        };
    }

    private static Object storage(Object stored) {
        return stored instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : stored;
    }

    private static String storageClass(Object stored) {
        if (stored instanceof Long) {
            return "INTEGER";
        }
        if (stored instanceof Double) {
            return "REAL";
        }
        return stored instanceof String ? "TEXT" : "BLOB";
    }
}
