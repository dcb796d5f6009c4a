// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What MySQL and MariaDB have in common. Types and defaults are those that TypeORM 0.2.45 writes for {@code mysql}, so
 * that both see one schema.
 *
 * <p>{@code timestamp} and {@code datetime} columns of any precision are accepted: a session's time zone is UTC, which
 * makes both the same. A column of whole seconds, as NextAuth makes for the type {@code mariadb}, keeps whole seconds;
 * what is finer is cut off. NextAuth on MySQL 5.7 may have made an {@code expires} that the server moves by itself
 * ({@code ON UPDATE CURRENT_TIMESTAMP}): that does no harm, because every update of such a row sets it.
 */
interface MySqlFamily extends Dialect {

    /** What stands before a violated key's name. */
    String FOR_KEY = " for key '";

    /** {@code varchar(255)}. */
    int STRING_LENGTH = 255;

    /** {@code text}. */
    int TEXT_BYTES = 65_535;

    /** The first instant of a {@code timestamp}. */
    Instant FIRST = Instant.parse("1970-01-01T00:00:01Z");

    /** The first instant after the last of a {@code timestamp}. */
    Instant END = Instant.parse("2038-01-19T03:14:08Z");

    /** The collation of utf8mb4 that compares code points and does not ignore trailing spaces. */
    String exactCollation();

    /**
     * How a column of a character set is compared exactly with a parameter, which is the question mark. A binary collation
     * is the one kind that an index of another collation can be used for.
     */
    default String exactly(String characterSet) {
        return "? COLLATE " + exactCollation();
    }

    @Override
    default String quote(String identifier) {
        return '`' + identifier.replace("`", "``") + '`';
    }

    @Override
    default String placeholder(int position) {
        return "?";
    }

    @Override
    default TextRules text(ColumnType type, String found) {
        return type == ColumnType.STRING || type == ColumnType.TEXT ? MySqlText.of(found, this) : TextRules.EXACT;
    }

    @Override
    default Codec codec(ColumnType type) {
        return MySqlCodecs.of(type);
    }

    @Override
    default void check(Column column, Object value) {
        if (value instanceof Instant instant) {
            if (column.type() == ColumnType.TIMESTAMP && (instant.isBefore(FIRST) || !instant.isBefore(END))) {
                throw new IllegalArgumentException(column.field() + " must lie between " + FIRST + " and " + END
                        + ", where a timestamp column ends");
            }
            if (column.type() == ColumnType.TIMESTAMP_UTC && !MySqlCodecs.isWallClock(instant)) {
                throw new IllegalArgumentException(column.field()
                        + " must lie in the years 1000 to 9999, where a datetime column begins and ends");
            }
        }
        Lengths.requireInt(column, value);
        if (value instanceof String text) {
            if (column.type() == ColumnType.STRING) {
                Lengths.require(column, text, column.length().orElse(STRING_LENGTH));
            }
            if (column.type() == ColumnType.TEXT && MySqlCodecs.utf8Length(text) > TEXT_BYTES) {
                throw new IllegalArgumentException(column.field() + " is longer than " + TEXT_BYTES + " bytes");
            }
        }
    }

    @Override
    default Ordering ordering(ColumnType type) {
        return type == ColumnType.EPOCH_MILLIS_TEXT
                ? new Ordering(column -> "CAST(" + column + " AS SIGNED)", codec(ColumnType.EPOCH_MILLIS))
                : Dialect.super.ordering(type);
    }

    /**
     * No lock of rows or gaps, which without an index are those of the whole table. Of the isolations at which a plain query
     * locks nothing this is the one that every form of the binary log allows to write at.
     */
    @Override
    default KeyLock keyLock() {
        return new KeyLock.OfSession(
                "SELECT GET_LOCK(" + MySqlCatalog.KEY_LOCK + ", 5)",
                "SELECT RELEASE_LOCK(" + MySqlCatalog.KEY_LOCK + ")",
                "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    }

    /** Character set, collation and sign must be the same, or the foreign key is refused. */
    @Override
    default Column referring(Column column, String referred) {
        int set = referred.indexOf(" CHARACTER SET ");
        return column.declared(set < 0 ? referred : type(column) + referred.substring(set));
    }

    @Override
    default Fault fault(String sqlState, int errorCode) {
        return MySqlErrors.fault(sqlState, errorCode);
    }

    /** r2dbc-mariadb keeps but the words of an error that comes at the end of caching_sha2_password's exchange. */
    @Override
    default Fault faultWithoutCode(String message) {
        if (message.startsWith("Unknown database ")) {
            return Fault.NO_SUCH_DATABASE;
        }
        return message.startsWith("Access denied for user ") ? Fault.ACCESS_DENIED : Fault.FAILURE;
    }

    /**
     * {@code Duplicate entry 'value' for key 'table.name'}, on MariaDB without the table: the value may hold anything, so
     * the last of these words counts. What a foreign key says holds no values.
     */
    @Override
    default boolean violates(String message, String key) {
        int start = message.lastIndexOf(FOR_KEY);
        if (start < 0) {
            return message.contains("CONSTRAINT " + quote(key));
        }
        String name = message.substring(start + FOR_KEY.length());
        return name.equals(key + "'") || name.endsWith("." + key + "'");
    }

    @Override
    default TableSyntax tables() {
        String options = " ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE " + exactCollation();
        return new TableSyntax() {
            @Override
            public boolean uniqueIsIndex() {
                return true;
            }

            @Override
            public String unique(String name, String columns) {
                return "UNIQUE INDEX " + name + " " + columns;
            }

            @Override
            public Optional<String> index(String name, String columns) {
                return Optional.of("INDEX " + name + " " + columns);
            }

            @Override
            public String primaryKey(String name, String columns) {
                return "PRIMARY KEY " + columns;
            }

            /** Whether a backslash escapes is a setting, and a driver may read it otherwise than the server. */
            @Override
            public String text(String text) {
                String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
                return text.contains("\\") ? "(CONVERT(x'" + hex + "' USING utf8mb4))" : TableSyntax.super.text(text);
            }

            /** MySQL takes no other for a {@code timestamp}. */
            @Override
            public String wallClock(String clock) {
                return "'" + clock + "'";
            }

            /** A {@code text} column takes an expression only. */
            @Override
            public String constant(String type, String literal) {
                return type.toLowerCase(Locale.ROOT).contains("text") ? "(" + literal + ")" : literal;
            }

            @Override
            public String options() {
                return options;
            }
        };
    }

    /** {@code NULL} is spelled out: without it, older servers make a {@code timestamp} column {@code NOT NULL}. */
    @Override
    default String definition(Column column) {
        String type = type(column) + (column.nullable() ? " NULL" : " NOT NULL");
        String now = currentTimestamp(column);
        return switch (column.generator().kind()) {
            case DATABASE -> type + " AUTO_INCREMENT";
            case CREATED_AT -> now.isEmpty() ? type : type + " DEFAULT " + now;
            case UPDATED_AT -> now.isEmpty() ? type : type + " DEFAULT " + now + moved(column, now);
            default -> type;
        };
    }

    /** TypeORM has the server do it; a layout with words of its own does not. */
    private static String moved(Column column, String now) {
        return column.declared() == null ? " ON UPDATE " + now : "";
    }

    /** The current instant in as many digits as the column has; empty for a column that is no instant to the server. */
    private String currentTimestamp(Column column) {
        if (column.type() != ColumnType.TIMESTAMP) {
            return "";
        }
        Matcher digits = Pattern.compile("\\(\\d\\)").matcher(type(column));
        return "CURRENT_TIMESTAMP" + (digits.find() ? digits.group() : "");
    }

    @Override
    default String typeName(ColumnType type) {
        return switch (type) {
            case STRING, EPOCH_MILLIS_TEXT, ISO_TEXT, OFFSET_TEXT -> "varchar(" + STRING_LENGTH + ")";
            case TEXT -> "text";
            case INTEGER, ID_INTEGER -> "int";
            case BIGINT, ID_BIGINT, EPOCH_SECONDS, EPOCH_MILLIS -> "bigint";
            case BOOLEAN, INSTANT_FLAG -> "tinyint(1)";
            case ID_UUID -> "char(36)";
            case TIMESTAMP -> "timestamp(6)";
            case TIMESTAMP_UTC -> "datetime(6)";
        };
    }

    @Override
    default boolean accepts(ColumnType type, String found) {
        String lower = found.toLowerCase(Locale.ROOT).replaceFirst(" character set .*", "");
        String plain = lower.replaceFirst("\\(.*\\)", "").replace(" unsigned", "");
        Set<String> text = Set.of("varchar", "char", "tinytext", "text", "mediumtext", "longtext");
        return switch (type) {
            case STRING, TEXT, EPOCH_MILLIS_TEXT, ISO_TEXT, OFFSET_TEXT -> text.contains(plain);
            case ID_UUID -> text.contains(plain) || plain.equals("uuid");
            case INTEGER, ID_INTEGER -> plain.equals("int");
            case BIGINT, ID_BIGINT, EPOCH_SECONDS -> Set.of("bigint", "int").contains(plain);
            // An int would end in January 1970.
            case EPOCH_MILLIS -> plain.equals("bigint");
            case BOOLEAN, INSTANT_FLAG -> Set.of("tinyint(1)", "bit(1)").contains(lower);
            case TIMESTAMP, TIMESTAMP_UTC -> Set.of("timestamp", "datetime").contains(plain);
        };
    }

    @Override
    default CatalogQueries catalog() {
        return MySqlCatalog.QUERIES;
    }

    /** Changes of tables end transactions, so that the lock is the connection's. A cluster's nodes have one each. */
    @Override
    default Optional<String> synchronizeLock() {
        return Optional.of("SELECT GET_LOCK(" + MySqlCatalog.LOCK + ", 20)");
    }

    @Override
    default Optional<String> synchronizeUnlock() {
        return Optional.of("SELECT RELEASE_LOCK(" + MySqlCatalog.LOCK + ")");
    }

    @Override
    default Optional<String> connectionCheck() {
        return Optional.of(MySqlCatalog.CONNECTION_CHECK);
    }
}
