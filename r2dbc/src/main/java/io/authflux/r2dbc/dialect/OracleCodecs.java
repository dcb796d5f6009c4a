// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import io.authflux.schema.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The codecs of Oracle: every number is a {@code NUMBER}, truth values included; UUIDs are text. */
final class OracleCodecs {

    /** What was written empty is read as nothing: at once, as what was sent is seen through this, and later. */
    private static final Codec TEXT =
            new Codec(String.class, value -> value, wire -> ((String) wire).isEmpty() ? null : wire, null, null);

    private static final Codec TRUTH = Codec.of(
            Boolean.class, BigDecimal.class, value -> value ? BigDecimal.ONE : BigDecimal.ZERO, OracleCodecs::isTrue);

    private static final Codec INSTANT_FLAG = new Codec(
            BigDecimal.class,
            value -> BigDecimal.ONE,
            wire -> isTrue((BigDecimal) wire) ? Instant.EPOCH : null,
            BigDecimal.ZERO,
            null);

    private static final Map<ColumnType, Codec> CODECS = Arrays.stream(ColumnType.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), OracleCodecs::make));

    private OracleCodecs() {}

    static Codec of(ColumnType type) {
        return CODECS.getOrDefault(type, Codecs.standard(type));
    }

    private static Codec make(ColumnType type) {
        return switch (type) {
            case STRING, TEXT -> TEXT;
            case BOOLEAN -> TRUTH;
            case INSTANT_FLAG -> INSTANT_FLAG;
            case ID_UUID, TIMESTAMP_UTC -> MySqlCodecs.of(type);
            case INTEGER, ID_INTEGER -> number(Codecs.standard(type), BigDecimal::intValueExact);
            case BIGINT, ID_BIGINT, EPOCH_SECONDS, EPOCH_MILLIS ->
                number(Codecs.standard(type), BigDecimal::longValueExact);
            default -> Codecs.standard(type);
        };
    }

    private static Codec number(Codec plain, Function<BigDecimal, Object> narrow) {
        return new Codec(
                BigDecimal.class,
                value -> {
                    Object number = plain.encode(value);
                    return number == null ? null : BigDecimal.valueOf(((Number) number).longValue());
                },
                wire -> plain.decoder().apply(narrow.apply((BigDecimal) wire)),
                null,
                null);
    }

    private static boolean isTrue(BigDecimal number) {
        return number.signum() != 0;
    }
}
