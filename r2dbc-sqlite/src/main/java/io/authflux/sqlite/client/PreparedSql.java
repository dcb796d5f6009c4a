// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.client;

import io.authflux.sqlite.codec.DeclaredType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.Codes;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;

/**
 * A prepared statement, driven below the level of {@link java.sql.ResultSet}: one call into the engine a row and a
 * value, without the checks of JDBC's cursor. Only on the thread of its connection.
 */
final class PreparedSql {

    private final String sql;
    private final PreparedStatement statement;
    private final CoreStatement core;
    private final DB database;
    private @Nullable Columns columns;
    private int columnsVersion;

    PreparedSql(String sql, PreparedStatement statement) {
        this.sql = sql;
        this.statement = statement;
        this.core = (CoreStatement) statement;
        this.database = core.getDatabase();
    }

    String sql() {
        return sql;
    }

    /** Starts it; true if a row is there. */
    boolean execute(@Nullable Object[] arguments) throws SQLException {
        return database.execute(core, arguments);
    }

    /** Goes on to the next row; true if one is there. */
    boolean step() throws SQLException {
        int code = core.pointer.safeRunInt(DB::step);
        if (code == Codes.SQLITE_ROW) {
            return true;
        }
        if (code != Codes.SQLITE_DONE) {
            database.throwex(code);
        }
        return false;
    }

    /** The values of the current row. */
    @Nullable
    Object[] row(int width) throws SQLException {
        return core.pointer.<@Nullable Object[], SQLException>safeRun((db, pointer) -> {
            @Nullable Object[] values = new @Nullable Object[width];
            for (int i = 0; i < width; i++) {
                values[i] = value(db, pointer, i);
            }
            return values;
        });
    }

    private static @Nullable Object value(DB db, long pointer, int column) throws SQLException {
        return switch (db.column_type(pointer, column)) {
            case Codes.SQLITE_INTEGER -> db.column_long(pointer, column);
            case Codes.SQLITE_FLOAT -> db.column_double(pointer, column);
            case Codes.SQLITE_TEXT -> db.column_text(pointer, column);
            case Codes.SQLITE_BLOB -> blob(db.column_blob(pointer, column));
            default -> null;
        };
    }

    /** The engine gives no pointer for an empty blob, sqlite-jdbc then null. */
    private static byte[] blob(byte @Nullable [] bytes) {
        return bytes == null ? new byte[0] : bytes;
    }

    /** The columns, read again when the schema has changed since. Only after it was started. */
    Columns columns(int schemaVersion) throws SQLException {
        Columns known = columns;
        int count = core.pointer.safeRunInt(DB::column_count);
        if (known == null || columnsVersion != schemaVersion || known.size() != count) {
            known = count == 0 ? Columns.NONE : readColumns(count);
            columns = known;
            columnsVersion = schemaVersion;
        }
        return known;
    }

    private Columns readColumns(int count) throws SQLException {
        return core.pointer.<Columns, SQLException>safeRun((db, pointer) -> {
            List<String> names = new ArrayList<>(count);
            List<DeclaredType> types = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                names.add(db.column_name(pointer, i));
                types.add(DeclaredType.of(db.column_decltype(pointer, i)));
            }
            return new Columns(names, types);
        });
    }

    /** Ends it, and forgets its arguments, which may be large or secret. */
    void reset() throws SQLException {
        core.pointer.safeRunInt(DB::reset);
        core.pointer.safeRunInt(DB::clear_bindings);
    }

    void close() throws SQLException {
        statement.close();
    }
}
