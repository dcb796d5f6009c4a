// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of a text column in MySQL and MariaDB, whose character set is often an older one than {@code utf8mb4}. A
 * statement with a character that the column's set lacks is refused there as a whole, with all other keys in it.
 *
 * @param exactly how to compare: a parameter's place is the question mark
 * @param holds what the character set has
 */
record MySqlText(String exactly, Predicate<String> holds) implements TextRules {

    private static final Pattern FOUND = Pattern.compile(".* CHARACTER SET (\\w+)( COLLATE \\w+)?");

    /** What MySQL calls latin1 is Windows' idea of it. */
    private static final Charset LATIN1 = Charset.forName("windows-1252");

    /** By the type as the catalog prints it; {@code utf8mb4} if that is not known. */
    static MySqlText of(String found, MySqlFamily dialect) {
        Matcher matcher = FOUND.matcher(found);
        String set = matcher.matches() ? matcher.group(1) : "utf8mb4";
        return switch (set) {
            case "latin1" -> new MySqlText(dialect.exactly(set), text -> canEncode(LATIN1, text));
            case "ascii" -> new MySqlText(dialect.exactly(set), text -> canEncode(StandardCharsets.US_ASCII, text));
            // Three bytes a character end where surrogates begin to be needed.
            case "utf8", "utf8mb3" ->
                new MySqlText(
                        dialect.exactly(set), text -> text.chars().noneMatch(c -> Character.isSurrogate((char) c)));
            // Of any other set Java may have another idea. The comparison is as exact, but may have no use for the
            // index.
            default -> new MySqlText(dialect.exactly("utf8mb4"), text -> true);
        };
    }

    private static boolean canEncode(Charset set, String text) {
        return set.newEncoder().canEncode(text);
    }

    @Override
    public String exactly(String marker) {
        return exactly.replace("?", marker);
    }

    @Override
    public boolean isStricterAlone() {
        return true;
    }

    @Override
    public boolean canHold(String text) {
        return holds.test(text);
    }
}
