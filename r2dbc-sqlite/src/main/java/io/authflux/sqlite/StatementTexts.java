// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.authflux.sqlite.sql.ParsedSql;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Remembers how texts are taken apart. Thread-safe. */
final class StatementTexts {

    /** Beyond this an application makes its texts up as it goes, and forgetting them all is as good as choosing. */
    private static final int LIMIT = 1024;

    private final ConcurrentMap<String, ParsedSql> parsed = new ConcurrentHashMap<>();

    ParsedSql parse(String text) {
        ParsedSql known = parsed.get(text);
        if (known == null) {
            if (parsed.size() >= LIMIT) {
                parsed.clear();
            }
            known = ParsedSql.parse(text);
            parsed.put(text, known);
        }
        return known;
    }
}
