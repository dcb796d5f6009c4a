// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.schema.NamingStrategy;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Typed values from text; each parser answers null for a text that is none. */
final class Values {

    static final String BOOLEAN = "true or false";
    static final String TEXT = "a text";
    static final String COUNT = "a whole number from 1 to 10000";
    static final String DURATION = "milliseconds (5000) or a number with ms, s, m or h (5s)";
    static final String SSL =
            "true, false, disable, prefer, require, verify-ca, verify-full or {\"rejectUnauthorized\":true|false}";

    private static final int MAX_COUNT = 10_000;
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,12})(ms|s|m|h|)");
    private static final Pattern SSL_OBJECT =
            Pattern.compile("\\{\\s*\"rejectUnauthorized\"\\s*:\\s*(true|false)\\s*}");
    private static final Map<String, Long> MILLIS =
            Map.of("", 1L, "ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);

    private Values() {}

    static String text(String text) {
        return text;
    }

    static @Nullable Boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "" -> true;
            case "false", "0" -> false;
            default -> null;
        };
    }

    static @Nullable Integer count(String text) {
        if (!text.matches("\\d{1,5}")) {
            return null;
        }
        int count = Integer.parseInt(text);
        return count >= 1 && count <= MAX_COUNT ? count : null;
    }

    static @Nullable Duration duration(String text) {
        Matcher amount = AMOUNT.matcher(text);
        return amount.matches()
                ? Duration.ofMillis(Long.parseLong(amount.group(1)) * MILLIS.getOrDefault(amount.group(2), 1L))
                : null;
    }

    static @Nullable NamingStrategy naming(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "snake" -> NamingStrategy.SNAKE;
            case "camel" -> NamingStrategy.CAMEL;
            default -> null;
        };
    }

    static @Nullable SslMode sslMode(String text) {
        Matcher object = SSL_OBJECT.matcher(text);
        if (object.matches()) {
            return object.group(1).equals("true") ? SslMode.VERIFY_FULL : SslMode.REQUIRE;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "" -> SslMode.VERIFY_FULL;
            case "false", "0", "disable" -> SslMode.DISABLE;
            case "prefer" -> SslMode.PREFER;
            case "require" -> SslMode.REQUIRE;
            case "verify-ca", "verify_ca" -> SslMode.VERIFY_CA;
            case "verify-full", "verify_full" -> SslMode.VERIFY_FULL;
            default -> null;
        };
    }
}
