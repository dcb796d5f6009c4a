// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.util.Optional;

/**
 * What differs between databases and nothing more. Stateless, does no I/O, thread-safe. A dialect of a third party is
 * given to the adapter's builder.
 */
public interface Dialect {

    /**
     * Its name.
     *
     * @return lower case, for instance {@code postgres}
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
     * How a change hands back the rows that it touched.
     *
     * @return the way
     */
    Returning returning();

    /**
     * How a column is compared with many values.
     *
     * @return the way
     */
    default Many many() {
        return Many.PADDED_LIST;
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
     * The part of a driver's message about a violated key that names the key and holds no value of a row.
     *
     * @param message the driver's message
     * @return the part; the whole message where the database puts no values into it
     */
    default String violatedKey(String message) {
        return message;
    }

    /**
     * The definition of a column after its name.
     *
     * @param column the column
     * @return for instance {@code character varying NOT NULL}
     */
    String definition(Column column);

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
     * A statement without result that makes other instances wait until this transaction ends, so that tables are made
     * once.
     *
     * @return empty if the database has no such lock, or does not roll back changes of tables
     */
    default Optional<String> synchronizeLock() {
        return Optional.empty();
    }

    /** How a column is compared with many values. */
    enum Many {
        /** {@code = ANY($1)}: one statement whatever their number. */
        ARRAY,
        /** {@code IN (…)}, as long as a power of two. */
        PADDED_LIST
    }

    /** How a change hands back the rows that it touched. */
    enum Returning {
        /** {@code … RETURNING columns}. */
        CLAUSE,
        /**
         * {@code SELECT columns FROM FINAL TABLE (…)}, and {@code OLD TABLE} for deletes (ISO/IEC 9075-2). H2 2.4 does not
         * undo such a statement when it fails: an update that violates a key has deleted its row. So it always runs in a
         * transaction of its own.
         */
        DELTA_TABLE
    }

    /**
     * Two queries over the catalog, each with one parameter: the database schema, or empty text for the current one.
     *
     * @param columns emits table, column, type, whether it may be null, whether it has a default, in order
     * @param keys emits table, index, whether it is unique, column, in order
     */
    record CatalogQueries(String columns, String keys) {}
}
