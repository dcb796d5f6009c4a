// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.IsolationLevel;
import java.util.Optional;

/**
 * What differs between databases and nothing more. Stateless, does no I/O, thread-safe. A third party's is found by
 * {@link java.util.ServiceLoader} or given to the builder, and may ask {@link Dialects#ansi} for what the standard says.
 */
public interface Dialect {

    /**
     * Its name in lower case.
     *
     * @return for instance {@code postgres}
     */
    String name();

    /**
     * Whether it speaks to this product.
     *
     * @param metadata what the connection factory says of itself
     * @return true for the exact product
     */
    boolean supports(ConnectionFactoryMetadata metadata);

    /**
     * The dialect of the very server, where one driver speaks to several kinds of them.
     *
     * @param product the product as the connection names it
     * @param version its version as the server prints it
     * @return normally this
     */
    default Dialect forServer(String product, String version) {
        return this;
    }

    /**
     * The server's name for a reader.
     *
     * @param product the product as the connection names it
     * @return the same where that is its name
     */
    default String productName(String product) {
        return product;
    }

    /**
     * Quotes a name, so that case and reserved words do not matter.
     *
     * @param identifier the name
     * @return the name as SQL
     */
    default String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /**
     * The marker of a parameter.
     *
     * @param position its position in the statement, from 1
     * @return for instance {@code $1} or {@code ?}
     */
    String placeholder(int position);

    /**
     * How a representation travels.
     *
     * @param type the representation
     * @return its codec
     */
    default Codec codec(ColumnType type) {
        return Codecs.standard(type);
    }

    /**
     * How a column's values travel.
     *
     * @param column the column
     * @return the codec of its representation, with the column's own before it
     */
    default Codec codec(Column column) {
        Codec codec = codec(column.type());
        return column.codec() == null ? codec : codec.with(column.codec());
    }

    /**
     * How instants of a representation are compared with each other, where what is stored does not sort as they do.
     *
     * @param type the representation
     * @return the way
     */
    default Ordering ordering(ColumnType type) {
        return type == ColumnType.EPOCH_MILLIS_TEXT
                ? new Ordering(column -> "CAST(" + column + " AS bigint)", codec(ColumnType.EPOCH_MILLIS))
                : new Ordering(column -> column, codec(type));
    }

    /**
     * How those go one after the other who write the same values of a key that no index keeps unique.
     *
     * @return the way that works everywhere
     */
    default KeyLock keyLock() {
        return new KeyLock.OfRow(IsolationLevel.READ_COMMITTED);
    }

    /**
     * A column that refers to one that is there, in words that the database wants to be the same.
     *
     * @param column to be made
     * @param referred the type of the column that it refers to, as the catalog prints it
     * @return normally the same
     */
    default Column referring(Column column, String referred) {
        return column;
    }

    /**
     * Marks a parameter that a text column is compared with, so that the comparison is exact: case, accents and trailing
     * spaces count, whatever the column's own rules, and its index is used all the same.
     *
     * @param type the column's representation
     * @param found the type as the catalog prints it; empty if that is not known
     * @return its rules
     */
    default TextRules text(ColumnType type, String found) {
        return TextRules.EXACT;
    }

    /**
     * Refuses, before anything is sent, what the database would cut off, round or refuse in words of its own.
     *
     * @param column the column
     * @param value the value as the model has it, or what the column's codec makes of it
     * @throws IllegalArgumentException if the column cannot hold it; the message names the field, never the value
     */
    default void check(Column column, Object value) {}

    /**
     * How a change hands back the rows that it touched.
     *
     * @param write its kind
     * @return the way
     */
    Returning returning(Write write);

    /**
     * How a column is compared with many values.
     *
     * @return the way
     */
    default Many many() {
        return Many.PADDED_LIST;
    }

    /**
     * Whether a cancel ends a statement, as it may in an engine that runs in this process. A server works on.
     *
     * @return true if so
     */
    default boolean stopsOnCancel() {
        return false;
    }

    /**
     * What an error means.
     *
     * @param sqlState the SQLSTATE, empty if there is none
     * @param errorCode the vendor's number, 0 if there is none
     * @return its meaning
     */
    default Fault fault(String sqlState, int errorCode) {
        return SqlStates.fault(sqlState);
    }

    /**
     * What an error means of which the driver lost the code.
     *
     * @param message the driver's message
     * @return its meaning
     */
    default Fault faultWithoutCode(String message) {
        return Fault.FAILURE;
    }

    /**
     * Whether a driver's message about a violated key names this one.
     *
     * @param message the driver's message; where the database puts values of the row into it, they must not mislead
     * @param key the key's name, with its table before it or without, or its columns
     * @return true if it does; asked for the longest names first
     */
    default boolean violates(String message, String key) {
        return message.contains(key);
    }

    /**
     * How keys and tables are written.
     *
     * @return the ways
     */
    default TableSyntax tables() {
        return TableSyntax.STANDARD;
    }

    /**
     * The definition of a column after its name.
     *
     * @param column the column
     * @return for instance {@code character varying NOT NULL}
     */
    String definition(Column column);

    /**
     * The type that a column is declared with where we make it.
     *
     * @param column the column
     * @return the layout's word for it, else the dialect's
     */
    default String type(Column column) {
        return column.declared() == null ? typeName(column.type()) : column.declared();
    }

    /**
     * The definition of a column that is added to a table with rows, after its name.
     *
     * @param column the column
     * @return the same as {@link #definition} where the database fills the rows that are there
     */
    default String addedDefinition(Column column) {
        return definition(column);
    }

    /**
     * The type of a column's values as the catalog would print it, for a message.
     *
     * @param type the representation
     * @return for instance {@code timestamp with time zone}
     */
    String typeName(ColumnType type);

    /**
     * Whether a column of the database can hold a representation without loss.
     *
     * @param type the representation
     * @param found the type as the catalog prints it
     * @return true if it can
     */
    boolean accepts(ColumnType type, String found);

    /**
     * How to read what tables there are.
     *
     * @return the queries
     */
    CatalogQueries catalog();

    /**
     * A query that makes other instances wait, so that tables are made once, until the transaction ends or {@link
     * #synchronizeUnlock}. What it answers does not matter: who meets somebody else without the lock looks again.
     *
     * @return empty if the database has no such lock
     */
    default Optional<String> synchronizeLock() {
        return Optional.empty();
    }

    /**
     * A query that ends the wait.
     *
     * @return empty if the lock ends with the transaction
     */
    default Optional<String> synchronizeUnlock() {
        return Optional.empty();
    }

    /**
     * What a driver is to be asked for so that it reports the key that the database gave a new row.
     *
     * @param column the name of the column that the database numbers
     * @return the name, as the driver wants it
     */
    default String generated(String column) {
        return column;
    }

    /**
     * A query for a sentence about what is wrong with a connection, or no row. Asked once: the pool may be the caller's.
     *
     * @return empty if no setting can make us read or write wrongly
     */
    default Optional<String> connectionCheck() {
        return Optional.empty();
    }
}
