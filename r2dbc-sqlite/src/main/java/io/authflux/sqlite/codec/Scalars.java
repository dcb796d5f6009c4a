// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.codec;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** Conversions of a stored value ({@code Long}, {@code Double}, {@code String} or {@code byte[]}) that is not about time. */
final class Scalars {

    private Scalars() {}

    static String text(Object stored) {
        return stored instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : stored.toString();
    }

    static Character character(Object stored) {
        String text = text(stored);
        if (text.length() != 1) {
            throw new IllegalArgumentException("not one character but " + text.length());
        }
        return text.charAt(0);
    }

    static byte[] bytes(Object stored) {
        return stored instanceof byte[] bytes ? bytes : stored.toString().getBytes(StandardCharsets.UTF_8);
    }

    static boolean bool(Object stored) {
        if (stored instanceof Long number) {
            return number != 0;
        }
        if (stored instanceof Double number) {
            return number != 0;
        }
        String text = text(stored).trim().toLowerCase(Locale.ROOT);
        return switch (text) {
            case "true", "t", "1", "yes", "y", "on" -> true;
            case "false", "f", "0", "no", "n", "off" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    static Integer integer(Object stored) {
        return stored instanceof Long number
                ? Math.toIntExact(number)
                : decimal(stored).intValueExact();
    }

    static double real(Object stored) {
        if (stored instanceof Double number) {
            return number;
        }
        return stored instanceof Long number ? number : decimal(stored).doubleValue();
    }

    static Number number(Object stored) {
        return stored instanceof Number number ? number : decimal(stored);
    }

    static BigDecimal decimal(Object stored) {
        if (stored instanceof Long number) {
            return BigDecimal.valueOf(number);
        }
        if (stored instanceof Double number) {
            return BigDecimal.valueOf(number);
        }
        if (stored instanceof String text) {
            try {
                return new BigDecimal(text.trim());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("not a number", e);
            }
        }
        throw new IllegalArgumentException("not a number");
    }

    static UUID uuid(Object stored) {
        if (stored instanceof byte[] bytes && bytes.length == 16) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new UUID(buffer.getLong(), buffer.getLong());
        }
        return UUID.fromString(text(stored));
    }

    static Object constant(Object stored, Class<?> type) {
        String name = text(stored);
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no such constant");
    }
}
