// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

/** What MySQL and MariaDB are asked about themselves. */
final class MySqlCatalog {

    static final CatalogQueries QUERIES = new CatalogQueries("""
            SELECT TABLE_NAME, COLUMN_NAME, CONCAT(COLUMN_TYPE, COALESCE(CONCAT(' CHARACTER SET ', CHARACTER_SET_NAME,
                                                                            ' COLLATE ', COLLATION_NAME), '')),
                   IS_NULLABLE = 'YES',
                   COLUMN_DEFAULT IS NOT NULL OR EXTRA LIKE '%auto_increment%'
            FROM INFORMATION_SCHEMA.COLUMNS
            WHERE TABLE_SCHEMA = COALESCE(NULLIF(?, ''), DATABASE())
            ORDER BY TABLE_NAME, ORDINAL_POSITION""", """
            SELECT TABLE_NAME, INDEX_NAME, NON_UNIQUE = 0 AND SUB_PART IS NULL, COLUMN_NAME
            FROM INFORMATION_SCHEMA.STATISTICS s
            WHERE TABLE_SCHEMA = COALESCE(NULLIF(?, ''), DATABASE())
              AND NOT EXISTS (SELECT 1 FROM INFORMATION_SCHEMA.STATISTICS e
                              WHERE e.TABLE_SCHEMA = s.TABLE_SCHEMA AND e.TABLE_NAME = s.TABLE_NAME
                                AND e.INDEX_NAME = s.INDEX_NAME AND e.COLUMN_NAME IS NULL)
            ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX""");

    /** Names of locks are the whole server's, and of 64 characters at most. */
    static final String LOCK = "CONCAT('authflux', SHA2(COALESCE(DATABASE(), ''), 224))";

    /** Its parameters are the database, empty for the connection's own, and what is locked there. */
    static final String KEY_LOCK =
            "CONCAT('authflux', SHA2(CONCAT_WS('.', COALESCE(NULLIF(?, ''), DATABASE()), ?), 224))";

    /** Instants are written and read as wall clocks in UTC; without a strict mode, text that is too long is cut off. */
    static final String CONNECTION_CHECK = """
            SELECT problem FROM (
              SELECT CONCAT('the time zone of the session must be +00:00, is ', @@SESSION.time_zone) AS problem,
                     @@SESSION.time_zone IN ('+00:00', 'UTC', 'Etc/UTC')
                     OR @@SESSION.time_zone = 'SYSTEM' AND @@system_time_zone = 'UTC' AS fine
              UNION ALL
              SELECT 'the sql_mode of the session must hold STRICT_TRANS_TABLES or STRICT_ALL_TABLES',
                     @@SESSION.sql_mode LIKE '%STRICT_TRANS_TABLES%' OR @@SESSION.sql_mode LIKE '%STRICT_ALL_TABLES%'
            ) settings WHERE NOT fine LIMIT 1""";

    private MySqlCatalog() {}
}
