// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.client;

import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcPermissionDeniedException;
import io.r2dbc.spi.R2dbcRollbackException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The one translator of errors. The error code of what it makes is SQLite's extended result code, the SQL state is the
 * nearest of the standard's or, where it has none, PostgreSQL's; so code that knows {@code 23505} works unchanged.
 */
final class SqliteErrors {

    private SqliteErrors() {}

    static R2dbcException translate(SQLException e, @Nullable String sql) {
        int code = e instanceof SQLiteException sqlite ? sqlite.getResultCode().code : e.getErrorCode();
        String message = String.valueOf(e.getMessage());
        if (!(e instanceof SQLiteException)) {
            return new R2dbcNonTransientResourceException(message, "58000", code, sql, e);
        }
        return switch (primary(code)) {
            case ERROR, RANGE -> new R2dbcBadGrammarException(message, "42000", code, sql, e);
            case CONSTRAINT -> new R2dbcDataIntegrityViolationException(message, constraintState(e), code, sql, e);
            case TOO_BIG -> new R2dbcDataIntegrityViolationException(message, "22001", code, sql, e);
            case MISMATCH -> new R2dbcDataIntegrityViolationException(message, "22018", code, sql, e);
            case BUSY, LOCKED, PROTOCOL, SCHEMA ->
                new R2dbcTransientResourceException(message, lockState(e), code, sql, e);
            case ABORT -> new R2dbcRollbackException(message, "40000", code, sql, e);
            case INTERRUPT -> new R2dbcTimeoutException(message, "57014", code, sql, e);
            case PERM, AUTH -> new R2dbcPermissionDeniedException(message, "42501", code, sql, e);
            case READONLY -> new R2dbcPermissionDeniedException(message, "25006", code, sql, e);
            case NO_MEMORY -> new R2dbcTransientResourceException(message, "53200", code, sql, e);
            case FULL -> new R2dbcNonTransientResourceException(message, "53100", code, sql, e);
            case CANNOT_OPEN -> new R2dbcNonTransientResourceException(message, "08001", code, sql, e);
            case OTHER -> new R2dbcNonTransientResourceException(message, "58000", code, sql, e);
        };
    }

    private enum Primary {
        ERROR,
        PERM,
        ABORT,
        BUSY,
        LOCKED,
        NO_MEMORY,
        READONLY,
        INTERRUPT,
        FULL,
        CANNOT_OPEN,
        PROTOCOL,
        SCHEMA,
        TOO_BIG,
        CONSTRAINT,
        MISMATCH,
        AUTH,
        RANGE,
        OTHER
    }

    /** The low byte of a result code is the primary code. */
    private static Primary primary(int code) {
        return switch (code & 0xff) {
            case 1 -> Primary.ERROR;
            case 3 -> Primary.PERM;
            case 4 -> Primary.ABORT;
            case 5 -> Primary.BUSY;
            case 6 -> Primary.LOCKED;
            case 7 -> Primary.NO_MEMORY;
            case 8 -> Primary.READONLY;
            case 9 -> Primary.INTERRUPT;
            case 13 -> Primary.FULL;
            case 14 -> Primary.CANNOT_OPEN;
            case 15 -> Primary.PROTOCOL;
            case 17 -> Primary.SCHEMA;
            case 18 -> Primary.TOO_BIG;
            case 19 -> Primary.CONSTRAINT;
            case 20 -> Primary.MISMATCH;
            case 23 -> Primary.AUTH;
            case 25 -> Primary.RANGE;
            default -> Primary.OTHER;
        };
    }

    private static String constraintState(SQLException e) {
        return switch (resultCode(e)) {
            case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID -> "23505";
            case SQLITE_CONSTRAINT_FOREIGNKEY -> "23503";
            case SQLITE_CONSTRAINT_NOTNULL -> "23502";
            case SQLITE_CONSTRAINT_CHECK -> "23514";
            default -> "23000";
        };
    }

    private static String lockState(SQLException e) {
        return resultCode(e) == SQLiteErrorCode.SQLITE_BUSY_SNAPSHOT ? "40001" : "55P03";
    }

    static boolean isBusySnapshot(SQLException e) {
        return resultCode(e) == SQLiteErrorCode.SQLITE_BUSY_SNAPSHOT;
    }

    private static SQLiteErrorCode resultCode(SQLException e) {
        return e instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
    }

    static R2dbcException lockTimeout() {
        return new R2dbcTimeoutException(
                "The database was in use by others of this process for as long as the lock wait timeout allows",
                "55P03",
                SQLiteErrorCode.SQLITE_BUSY.code);
    }

    static R2dbcException statementTimeout(@Nullable String sql) {
        return new R2dbcTimeoutException(
                "The statement ran for as long as the statement timeout allows",
                "57014",
                SQLiteErrorCode.SQLITE_INTERRUPT.code,
                sql);
    }

    static R2dbcException closed() {
        return new R2dbcNonTransientResourceException("The connection is closed", "08003");
    }

    static R2dbcException aborted() {
        return new R2dbcRollbackException(
                "SQLite has rolled the transaction back because of an earlier error", "25P02");
    }
}
