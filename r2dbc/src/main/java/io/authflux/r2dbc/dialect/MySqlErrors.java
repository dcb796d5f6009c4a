// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import java.util.Map;

/**
 * The meaning of error numbers. MySQL's SQLSTATEs are too coarse: 23000 is any constraint and HY000 is anything.
 *
 * <p>Numbers from 1000 on are the server's (share/messages_to_clients.txt), from 2000 on the client's.
 */
final class MySqlErrors {

    private static final Map<Integer, Fault> CODES = Map.ofEntries(
            Map.entry(1062, Fault.UNIQUE), // ER_DUP_ENTRY
            Map.entry(1169, Fault.UNIQUE), // ER_DUP_UNIQUE
            Map.entry(1586, Fault.UNIQUE), // ER_DUP_ENTRY_WITH_KEY_NAME
            Map.entry(1216, Fault.REFERENCE), // ER_NO_REFERENCED_ROW
            Map.entry(1217, Fault.REFERENCE), // ER_ROW_IS_REFERENCED
            Map.entry(1451, Fault.REFERENCE), // ER_ROW_IS_REFERENCED_2
            Map.entry(1452, Fault.REFERENCE), // ER_NO_REFERENCED_ROW_2
            Map.entry(1205, Fault.CONCURRENT), // ER_LOCK_WAIT_TIMEOUT
            Map.entry(1213, Fault.CONCURRENT), // ER_LOCK_DEADLOCK; Galera and group replication: lost certification
            Map.entry(1020, Fault.CONCURRENT), // ER_CHECKREAD
            Map.entry(3101, Fault.CONCURRENT), // ER_TRANSACTION_ROLLBACK_DURING_COMMIT
            Map.entry(3572, Fault.CONCURRENT), // ER_LOCK_NOWAIT
            Map.entry(3058, Fault.CONCURRENT), // ER_USER_LOCK_DEADLOCK
            Map.entry(1615, Fault.CONCURRENT), // ER_NEED_REPREPARE
            Map.entry(1317, Fault.TIMEOUT), // ER_QUERY_INTERRUPTED
            Map.entry(1969, Fault.TIMEOUT), // MariaDB: ER_STATEMENT_TIMEOUT
            Map.entry(3024, Fault.TIMEOUT), // ER_QUERY_TIMEOUT
            Map.entry(1021, Fault.UNAVAILABLE), // ER_DISK_FULL
            Map.entry(1037, Fault.UNAVAILABLE), // ER_OUTOFMEMORY
            Map.entry(1041, Fault.UNAVAILABLE), // ER_OUT_OF_RESOURCES
            Map.entry(1040, Fault.UNAVAILABLE), // ER_CON_COUNT_ERROR
            Map.entry(1042, Fault.UNAVAILABLE), // ER_BAD_HOST_ERROR
            Map.entry(1043, Fault.UNAVAILABLE), // ER_HANDSHAKE_ERROR
            Map.entry(1152, Fault.UNAVAILABLE), // ER_ABORTING_CONNECTION
            Map.entry(1158, Fault.UNAVAILABLE), // ER_NET_READ_ERROR
            Map.entry(1159, Fault.UNAVAILABLE), // ER_NET_READ_INTERRUPTED
            Map.entry(1160, Fault.UNAVAILABLE), // ER_NET_ERROR_ON_WRITE
            Map.entry(1161, Fault.UNAVAILABLE), // ER_NET_WRITE_INTERRUPTED
            Map.entry(1180, Fault.UNAVAILABLE), // ER_ERROR_DURING_COMMIT: nobody knows whether it was done
            Map.entry(1184, Fault.UNAVAILABLE), // ER_NEW_ABORTING_CONNECTION
            Map.entry(1203, Fault.UNAVAILABLE), // ER_TOO_MANY_USER_CONNECTIONS
            Map.entry(1226, Fault.UNAVAILABLE), // ER_USER_LIMIT_REACHED
            Map.entry(1047, Fault.UNAVAILABLE), // Galera: this node is not ready
            Map.entry(1053, Fault.UNAVAILABLE), // ER_SERVER_SHUTDOWN
            Map.entry(1129, Fault.UNAVAILABLE), // ER_HOST_IS_BLOCKED
            Map.entry(1290, Fault.UNAVAILABLE), // ER_OPTION_PREVENTS_STATEMENT: read-only, a replica
            Map.entry(1836, Fault.UNAVAILABLE), // ER_READ_ONLY_MODE
            Map.entry(1927, Fault.UNAVAILABLE), // MariaDB: ER_CONNECTION_KILLED
            Map.entry(3168, Fault.UNAVAILABLE), // ER_SERVER_ISNT_AVAILABLE
            Map.entry(3169, Fault.UNAVAILABLE), // ER_SESSION_WAS_KILLED
            Map.entry(4031, Fault.UNAVAILABLE), // ER_CLIENT_INTERACTION_TIMEOUT: wait_timeout
            Map.entry(2002, Fault.UNAVAILABLE), // CR_CONNECTION_ERROR
            Map.entry(2003, Fault.UNAVAILABLE), // CR_CONN_HOST_ERROR
            Map.entry(2006, Fault.UNAVAILABLE), // CR_SERVER_GONE_ERROR
            Map.entry(2013, Fault.UNAVAILABLE), // CR_SERVER_LOST
            Map.entry(1044, Fault.ACCESS_DENIED), // ER_DBACCESS_DENIED_ERROR
            Map.entry(1045, Fault.ACCESS_DENIED), // ER_ACCESS_DENIED_ERROR
            Map.entry(1130, Fault.ACCESS_DENIED), // ER_HOST_NOT_PRIVILEGED
            Map.entry(1698, Fault.ACCESS_DENIED), // ER_ACCESS_DENIED_NO_PASSWORD_ERROR
            Map.entry(3118, Fault.ACCESS_DENIED), // ER_ACCOUNT_HAS_BEEN_LOCKED
            Map.entry(4151, Fault.ACCESS_DENIED), // MariaDB: ER_ACCOUNT_HAS_BEEN_LOCKED
            Map.entry(1049, Fault.NO_SUCH_DATABASE), // ER_BAD_DB_ERROR
            Map.entry(1007, Fault.ALREADY_EXISTS), // ER_DB_CREATE_EXISTS
            Map.entry(1050, Fault.ALREADY_EXISTS), // ER_TABLE_EXISTS_ERROR
            Map.entry(1060, Fault.ALREADY_EXISTS), // ER_DUP_FIELDNAME
            Map.entry(1061, Fault.ALREADY_EXISTS), // ER_DUP_KEYNAME
            Map.entry(1826, Fault.ALREADY_EXISTS)); // ER_FK_DUP_NAME

    private MySqlErrors() {}

    static Fault fault(String sqlState, int errorCode) {
        Fault known = CODES.get(errorCode);
        return known == null ? SqlStates.fault(sqlState) : known;
    }
}
