// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.sql;

/** Cuts a text into tokens by SQLite's own lexical rules, skipping white space and comments. */
final class SqlTokenizer {

    enum Token {
        WORD,
        PARAMETER,
        SEMICOLON,
        OPEN,
        CLOSE,
        OTHER,
        END
    }

    private final String sql;
    private int position;
    private int start;

    SqlTokenizer(String sql) {
        this.sql = sql;
    }

    /** Where the last token starts. */
    int start() {
        return start;
    }

    /** Just behind the last token. */
    int end() {
        return position;
    }

    String text() {
        return sql.substring(start, position);
    }

    Token next() {
        skipBlank();
        start = position;
        if (position >= sql.length()) {
            return Token.END;
        }
        char c = sql.charAt(position);
        switch (c) {
            case '\'', '"', '`' -> {
                return quoted(c);
            }
            case '[' -> {
                int close = sql.indexOf(']', position);
                position = close < 0 ? sql.length() : close + 1;
                return Token.OTHER;
            }
            case '?' -> {
                position++;
                while (position < sql.length() && isDigit(sql.charAt(position))) {
                    position++;
                }
                return Token.PARAMETER;
            }
            case ':', '@', '$', '#' -> {
                return variable();
            }
            default -> {
                return plain(c);
            }
        }
    }

    private Token plain(char c) {
        if (isWordPart(c)) {
            while (position < sql.length() && isWordPart(sql.charAt(position))) {
                position++;
            }
            return isDigit(c) ? Token.OTHER : Token.WORD;
        }
        position++;
        return switch (c) {
            case ';' -> Token.SEMICOLON;
            case '(' -> Token.OPEN;
            case ')' -> Token.CLOSE;
            default -> Token.OTHER;
        };
    }

    private Token quoted(char quote) {
        position++;
        while (position < sql.length()) {
            if (sql.charAt(position++) == quote) {
                if (position == sql.length() || sql.charAt(position) != quote) {
                    return Token.OTHER;
                }
                position++;
            }
        }
        return Token.OTHER;
    }

    /** Also SQLite's Tcl form, {@code $name::space(suffix)}. */
    private Token variable() {
        position++;
        int named = 0;
        while (position < sql.length()) {
            char c = sql.charAt(position);
            if (isWordPart(c)) {
                named++;
                position++;
            } else if (c == ':' && sql.startsWith("::", position)) {
                position += 2;
            } else if (c == '(' && named > 0 && sql.charAt(start) == '$') {
                int close = sql.indexOf(')', position);
                position = close < 0 ? sql.length() : close + 1;
                break;
            } else {
                break;
            }
        }
        return named > 0 ? Token.PARAMETER : Token.OTHER;
    }

    private void skipBlank() {
        while (position < sql.length()) {
            if (sql.charAt(position) <= ' ' || sql.charAt(position) == '\uFEFF') {
                position++;
            } else if (sql.startsWith("--", position)) {
                int newline = sql.indexOf('\n', position);
                position = newline < 0 ? sql.length() : newline + 1;
            } else if (sql.startsWith("/*", position)) {
                int close = sql.indexOf("*/", position + 2);
                position = close < 0 ? sql.length() : close + 2;
            } else {
                return;
            }
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordPart(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c > '\u007f';
    }
}
