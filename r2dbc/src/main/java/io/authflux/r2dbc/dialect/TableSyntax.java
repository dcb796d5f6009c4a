// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import java.util.Optional;

/** How a {@code CREATE TABLE} is written, after the columns. Names and columns come quoted, columns in parentheses. */
public interface TableSyntax {

    /** As in the SQL standard: keys are constraints, indexes are made by statements of their own. */
    TableSyntax STANDARD = new TableSyntax() {};

    /**
     * Whether a unique constraint is a unique index and nothing else, and is named so.
     *
     * @return false where the standard's constraints are used
     */
    default boolean uniqueIsIndex() {
        return false;
    }

    /**
     * A unique key.
     *
     * @param name its name
     * @param columns its columns
     * @return what to write into {@code CREATE TABLE}
     */
    default String unique(String name, String columns) {
        return "CONSTRAINT " + name + " UNIQUE " + columns;
    }

    /**
     * A unique key for a table that is there.
     *
     * @param table the table
     * @param name the key's name
     * @param columns its columns
     * @return the statement
     */
    default String addUnique(String table, String name, String columns) {
        return "ALTER TABLE " + table + " ADD " + unique(name, columns);
    }

    /**
     * An index inside of {@code CREATE TABLE}.
     *
     * @param name its name
     * @param columns its columns
     * @return empty if it needs a statement of its own
     */
    default Optional<String> index(String name, String columns) {
        return Optional.empty();
    }

    /**
     * The primary key.
     *
     * @param name its name
     * @param columns its columns
     * @return what to write into {@code CREATE TABLE}
     */
    default String primaryKey(String name, String columns) {
        return "CONSTRAINT " + name + " PRIMARY KEY " + columns;
    }

    /**
     * Whether the definition of a column that the database numbers says already that it is the primary key.
     *
     * @return true if no primary key is to be written beside it
     */
    default boolean numberedColumnIsKey() {
        return false;
    }

    /**
     * A text in SQL.
     *
     * @param text any text without U+0000
     * @return the literal, which means the same whatever the settings of server and connection
     */
    default String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /**
     * A date and a time without zone in SQL.
     *
     * @param clock as ISO/IEC 9075 writes it between the quotes
     * @return the literal
     */
    default String wallClock(String clock) {
        return "TIMESTAMP '" + clock + "'";
    }

    /**
     * A date and a time with zone in SQL.
     *
     * @param clock UTC's, as ISO/IEC 9075 writes it between the quotes
     * @return the literal
     */
    default String moment(String clock) {
        return "TIMESTAMP WITH TIME ZONE '" + clock + "+00:00'";
    }

    /**
     * A constant as a column's default.
     *
     * @param type the type that the column is declared with
     * @param literal the constant
     * @return what to write after {@code DEFAULT}
     */
    default String constant(String type, String literal) {
        return literal;
    }

    /**
     * What follows the closing parenthesis.
     *
     * @return with a leading blank, or empty
     */
    default String options() {
        return "";
    }

    /**
     * Whether a unique key takes rows without a value for equal. Then the index leaves them out.
     *
     * @return false where the SQL standard is kept
     */
    default boolean nullsCollide() {
        return false;
    }

    /**
     * A column for a table that is there.
     *
     * @param table the table
     * @param column the column with its definition
     * @return the statement
     */
    default String addColumn(String table, String column) {
        return "ALTER TABLE " + table + " ADD COLUMN " + column;
    }

    /**
     * The statement that makes a database schema if there is none.
     *
     * @param name its name
     * @return empty where that is not ours to do
     */
    default Optional<String> createSchema(String name) {
        return Optional.of("CREATE SCHEMA IF NOT EXISTS " + name);
    }

    /**
     * A truth value.
     *
     * @param value the value
     * @return as a literal
     */
    default String truth(boolean value) {
        return String.valueOf(value);
    }
}
