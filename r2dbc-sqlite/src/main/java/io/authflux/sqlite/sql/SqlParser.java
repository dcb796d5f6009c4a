// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.sql;

import io.authflux.sqlite.sql.SqlTokenizer.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Splits a text at the semicolons that end statements, and numbers parameters. Used once. */
final class SqlParser {

    private final String sql;
    private final SqlTokenizer tokenizer;
    private final List<SqlStatement> statements = new ArrayList<>();
    private final ParameterNumbers all = new ParameterNumbers();

    SqlParser(String sql) {
        this.sql = sql;
        this.tokenizer = new SqlTokenizer(sql);
    }

    ParsedSql parse() {
        Token token;
        do {
            Draft draft = new Draft();
            token = tokenizer.next();
            int start = tokenizer.start();
            int end = start;
            while (token != Token.END && !(token == Token.SEMICOLON && draft.mayEnd())) {
                draft.accept(token, tokenizer.text());
                end = tokenizer.end();
                token = tokenizer.next();
            }
            if (end > start) {
                statements.add(draft.finish(sql.substring(start, end)));
            }
        } while (token != Token.END);
        return new ParsedSql(sql, statements, all.names(), all.used());
    }

    /** SQLite's rule: {@code ?} takes the number after the highest so far, a name the same number each time. */
    private static final class ParameterNumbers {

        private final Map<String, Integer> numbers = new HashMap<>();
        private final BitSet used = new BitSet();

        int number(String parameter) {
            int number;
            if (parameter.equals("?")) {
                number = used.length();
            } else if (parameter.charAt(0) == '?') {
                number = explicit(parameter);
            } else {
                Integer known = numbers.get(parameter);
                number = known == null ? used.length() : known;
            }
            if (number >= 0) {
                numbers.putIfAbsent(parameter, number);
                used.set(number);
            }
            return number;
        }

        /** Out of SQLite's range is no number: the engine says so better than we could. */
        private static int explicit(String parameter) {
            int number = parameter.length() > 7 ? 0 : Integer.parseInt(parameter, 1, parameter.length(), 10);
            return number - 1;
        }

        Map<String, Integer> names() {
            Map<String, Integer> names = new HashMap<>(numbers);
            names.remove("?");
            numbers.forEach((name, number) -> {
                if (name.charAt(0) != '?') {
                    names.merge(name.substring(1), number, Math::min);
                }
            });
            return names;
        }

        BitSet used() {
            return used;
        }
    }

    /** What is known of a statement while its tokens go by. */
    private final class Draft {

        private final ParameterNumbers own = new ParameterNumbers();
        private final Map<Integer, Integer> sources = new HashMap<>();
        private String first = "";
        private String verb = "";
        private boolean trigger;
        private boolean returning;
        private int words;
        private int depth;
        private String beforeLast = ";";
        private String last = ";";

        void accept(Token token, String text) {
            String word = token == Token.WORD ? text.toUpperCase(Locale.ROOT) : text;
            switch (token) {
                case OPEN -> depth++;
                case CLOSE -> depth--;
                case PARAMETER -> sources.put(own.number(text), all.number(text));
                case WORD -> word(word);
                default -> {}
            }
            beforeLast = last;
            last = word;
        }

        private void word(String word) {
            words++;
            if (words == 1) {
                first = word;
            }
            trigger |= word.equals("TRIGGER") && first.equals("CREATE") && words <= 3;
            if (depth == 0) {
                returning |= word.equals("RETURNING");
                if (verb.isEmpty() && isVerb(word)) {
                    verb = word;
                }
            }
        }

        /** The body of a trigger has semicolons of its own, and ends with {@code ; END}. */
        boolean mayEnd() {
            return !trigger || (last.equals("END") && beforeLast.equals(";"));
        }

        SqlStatement finish(String text) {
            int[] indexes = new int[own.used().length()];
            Arrays.fill(indexes, -1);
            sources.forEach((mine, whole) -> {
                if (mine >= 0) {
                    indexes[mine] = whole;
                }
            });
            StatementKind kind = kind();
            return new SqlStatement(text, kind, returning && kind == StatementKind.WRITE, indexes);
        }

        private StatementKind kind() {
            return switch (first) {
                case "SELECT", "VALUES", "EXPLAIN" -> StatementKind.READ;
                case "WITH" ->
                    verb.equals("SELECT") || verb.equals("VALUES") ? StatementKind.READ : StatementKind.WRITE;
                case "PRAGMA" -> StatementKind.PRAGMA;
                case "BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE" -> StatementKind.TRANSACTION;
                case "CREATE", "DROP", "ALTER", "REINDEX", "ANALYZE", "VACUUM", "ATTACH", "DETACH" ->
                    StatementKind.SCHEMA;
                default -> StatementKind.WRITE;
            };
        }
    }

    private static boolean isVerb(String word) {
        return switch (word) {
            case "SELECT", "VALUES", "INSERT", "REPLACE", "UPDATE", "DELETE" -> true;
            default -> false;
        };
    }
}
