// SPDX-License-Identifier: Apache-2.0
package io.authflux.quickstart;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What came of it.
 *
 * @param database product and version
 * @param users rows made
 * @param accounts rows made
 * @param sessions rows made
 * @param verificationTokens rows made
 * @param lookups how many were measured
 * @param warmup how many went before them, unmeasured
 * @param concurrency how many were under way at a time
 * @param lookupsPerSecond over the measured ones
 * @param p50Micros the median
 * @param p99Micros what 99 of 100 did not exceed
 */
record Report(
        String database,
        long users,
        long accounts,
        long sessions,
        long verificationTokens,
        long lookups,
        long warmup,
        int concurrency,
        long lookupsPerSecond,
        long p50Micros,
        long p99Micros) {

    /** A table of two columns. In ASCII, since nobody knows what the terminal can print. */
    String table() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("database", database);
        rows.put("users", grouped(users));
        rows.put("accounts", grouped(accounts));
        rows.put("sessions", grouped(sessions));
        rows.put("verification tokens", grouped(verificationTokens));
        rows.put(
                "lookups",
                grouped(lookups) + ", " + grouped(concurrency) + " at a time (" + grouped(warmup)
                        + " more to warm up, not measured)");
        rows.put("lookups/s", grouped(lookupsPerSecond));
        rows.put("p50", grouped(p50Micros) + " microseconds");
        rows.put("p99", grouped(p99Micros) + " microseconds");
        return rows.entrySet().stream()
                .map(row -> String.format(Locale.ROOT, "  %-20s %s", row.getKey(), row.getValue()))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** One line. */
    String json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("database", database);
        fields.put("users", users);
        fields.put("accounts", accounts);
        fields.put("sessions", sessions);
        fields.put("verificationTokens", verificationTokens);
        fields.put("lookups", lookups);
        fields.put("warmup", warmup);
        fields.put("concurrency", concurrency);
        fields.put("lookupsPerSecond", lookupsPerSecond);
        fields.put("p50Micros", p50Micros);
        fields.put("p99Micros", p99Micros);
        return fields.entrySet().stream()
                .map(field -> quoted(field.getKey()) + ":"
                        + (field.getValue() instanceof String text ? quoted(text) : field.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                json.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }
}
