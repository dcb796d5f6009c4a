// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.schema.NamingStrategy;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values that an option may have, however they are given.
 *
 * @param expected what they are, for a message
 * @param parser makes one from text; null for a text that is none
 * @param condition holds of each
 * @param <T> their type
 */
record Values<T>(String expected, Function<String, @Nullable T> parser, Predicate<T> condition) {

    private static final int MAX_COUNT = 10_000;

    /** Drivers take timeouts as an int of milliseconds. */
    private static final Duration MAX_DURATION = Duration.ofDays(24);

    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,10})(ms|s|m|h|)");
    private static final Pattern SSL_OBJECT =
            Pattern.compile("\\{\\s*\"rejectUnauthorized\"\\s*:\\s*(true|false)\\s*}");
    private static final Map<String, Long> MILLIS =
            Map.of("", 1L, "ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);

    static final Values<Boolean> BOOLEAN = new Values<>("true or false", Values::truth, v -> true);

    static final Values<String> TEXT =
            new Values<>("a text without U+0000 and unpaired surrogates", t -> t, Texts::isWhole);

    static final Values<Secret> SECRET = new Values<>(TEXT.expected, Secret::new, s -> Texts.isWhole(s.value()));

    static final Values<Lookups> LOOKUPS = new Values<>("primary or replica", Values::lookups, v -> true);

    static final Values<Integer> COUNT = new Values<>(
            "a whole number from 1 to " + MAX_COUNT, Values::number, count -> count >= 1 && count <= MAX_COUNT);

    static final Values<Duration> DURATION_OR_ZERO = new Values<>(
            "milliseconds (5000) or a number with ms, s, m or h (5s), at most 24 days",
            Values::duration,
            d -> !d.isNegative() && d.compareTo(MAX_DURATION) <= 0);

    static final Values<Duration> DURATION = new Values<>(
            DURATION_OR_ZERO.expected + " and more than zero",
            Values::duration,
            DURATION_OR_ZERO.condition.and(d -> !d.isZero()));

    static final Values<NamingStrategy> NAMING = new Values<>("snake or camel", Values::naming, v -> true);

    static final Values<SslMode> SSL = new Values<>(
            "true, false, disable, prefer, require, verify-ca, verify-full or {\"rejectUnauthorized\":true|false}",
            Values::sslMode,
            v -> true);

    @Nullable
    T parse(String text) {
        return parser.apply(text);
    }

    boolean allows(T value) {
        return condition.test(value);
    }

    private static @Nullable Boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "" -> true;
            case "false", "0" -> false;
            default -> null;
        };
    }

    private static @Nullable Integer number(String text) {
        return text.matches("\\d{1,5}") ? Integer.valueOf(text) : null;
    }

    private static @Nullable Duration duration(String text) {
        Matcher amount = AMOUNT.matcher(text);
        return amount.matches()
                ? Duration.ofMillis(Long.parseLong(amount.group(1)) * MILLIS.getOrDefault(amount.group(2), 1L))
                : null;
    }

    private static @Nullable NamingStrategy naming(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "snake" -> NamingStrategy.SNAKE;
            case "camel" -> NamingStrategy.CAMEL;
            default -> null;
        };
    }

    private static @Nullable Lookups lookups(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "primary", "master" -> Lookups.PRIMARY;
            case "replica", "slave" -> Lookups.REPLICA;
            default -> null;
        };
    }

    private static @Nullable SslMode sslMode(String text) {
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

    /** As it is written in a URL. */
    static String word(SslMode mode) {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
