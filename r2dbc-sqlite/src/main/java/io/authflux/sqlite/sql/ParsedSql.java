// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.sql;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * A SQL text taken apart: its statements, and its parameters numbered across all of them the way SQLite numbers those
 * of one statement. Immutable.
 */
public final class ParsedSql {

    private final String text;
    private final List<SqlStatement> statements;
    private final Map<String, Integer> names;
    private final BitSet used;

    ParsedSql(String text, List<SqlStatement> statements, Map<String, Integer> names, BitSet used) {
        this.text = text;
        this.statements = List.copyOf(statements);
        this.names = Map.copyOf(names);
        this.used = used;
    }

    /**
     * Takes a text apart. Never fails: what is not SQL is left for the engine to refuse.
     *
     * @param text any number of statements
     * @return its parts
     */
    public static ParsedSql parse(String text) {
        return new SqlParser(text).parse();
    }

    /**
     * The whole text.
     *
     * @return as given
     */
    public String text() {
        return text;
    }

    /**
     * The statements, in order.
     *
     * @return empty if the text is blank or all comment
     */
    public List<SqlStatement> statements() {
        return statements;
    }

    /**
     * How many values can be bound.
     *
     * @return the highest number of a parameter
     */
    public int parameterCount() {
        return used.length();
    }

    /**
     * The lowest parameter that has no value yet.
     *
     * @param bound which parameters have one
     * @return its index, or -1 if none is missing
     */
    public int firstMissing(BitSet bound) {
        BitSet missing = (BitSet) used.clone();
        missing.andNot(bound);
        return missing.nextSetBit(0);
    }

    /**
     * The index of a named parameter.
     *
     * @param name with its prefix ({@code :a}, {@code $a}, {@code @a}, {@code ?1}) or without
     * @return from 0
     * @throws NoSuchElementException if there is none of that name
     */
    public int indexOf(String name) {
        Integer index = names.get(name);
        if (index == null) {
            throw new NoSuchElementException("No parameter '" + name + "' in: " + text);
        }
        return index;
    }

    /**
     * Checks the index of a parameter.
     *
     * @param index from 0
     * @return the same index
     * @throws IndexOutOfBoundsException if there is no such parameter
     */
    public int checkIndex(int index) {
        if (index < 0 || index >= parameterCount()) {
            throw new IndexOutOfBoundsException(
                    "No parameter " + index + " among the " + parameterCount() + " in: " + text);
        }
        return index;
    }
}
