// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.sql;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One statement of a SQL text, without its semicolon. Immutable. */
public final class SqlStatement {

    private final String text;
    private final StatementKind kind;
    private final boolean returning;
    private final int[] sources;

    SqlStatement(String text, StatementKind kind, boolean returning, int[] sources) {
        this.text = text;
        this.kind = kind;
        this.returning = returning;
        this.sources = sources;
    }

    /**
     * A statement without parameters that the driver itself wrote.
     *
     * @param text the SQL
     * @param kind what it does
     * @return the statement
     */
    public static SqlStatement of(String text, StatementKind kind) {
        return new SqlStatement(text, kind, false, new int[0]);
    }

    /**
     * The SQL.
     *
     * @return without a trailing semicolon
     */
    public String text() {
        return text;
    }

    /**
     * What it does.
     *
     * @return the kind
     */
    public StatementKind kind() {
        return kind;
    }

    /**
     * Picks this statement's own arguments, in the engine's order, from those of the whole text.
     *
     * @param values a value for each parameter of the whole text
     * @return a value for each parameter of this statement; null where a number is skipped
     */
    public @Nullable Object[] arguments(@Nullable Object[] values) {
        @Nullable Object[] own = new @Nullable Object[sources.length];
        for (int i = 0; i < own.length; i++) {
            own[i] = sources[i] < 0 ? null : values[sources[i]];
        }
        return own;
    }

    /**
     * This statement with a RETURNING clause, if it changes rows and has none.
     *
     * @param columns names of columns, in double quotes or without, none for all of them
     * @return a statement with that clause, or this one
     */
    public SqlStatement returning(List<String> columns) {
        if (kind != StatementKind.WRITE || returning) {
            return this;
        }
        // Backticks, because SQLite takes an unknown name in double quotes for a string.
        String list = columns.isEmpty()
                ? "*"
                : columns.stream().map(SqlStatement::quote).collect(Collectors.joining(", "));
        // On a line of its own: the text may end in a line comment.
        return new SqlStatement(text + "\nRETURNING " + list, kind, true, sources);
    }

    /** Spring Data hands over names that it has quoted. */
    private static String quote(String column) {
        boolean quoted = column.length() > 2 && column.startsWith("\"") && column.endsWith("\"");
        String name = quoted ? column.substring(1, column.length() - 1).replace("\"\"", "\"") : column;
        return '`' + name.replace("`", "``") + '`';
    }
}
