// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

/** What SQL Server is asked about itself. */
final class SqlServerCatalog {

    private static final String SCHEMA = "SCHEMA_ID(COALESCE(NULLIF(@p1, ''), SCHEMA_NAME()))";

    /** A key that leaves out no row but those without a value keeps all others unique. */
    static final CatalogQueries QUERIES = new CatalogQueries("""
            SELECT t.name, c.name,
                   TYPE_NAME(c.system_type_id)
                   + CASE WHEN TYPE_NAME(c.system_type_id) IN ('varchar', 'char', 'text')
                          THEN ' in code page ' + CAST(CAST(COLLATIONPROPERTY(c.collation_name, 'CodePage') AS int)
                                                       AS varchar(10))
                          ELSE '' END,
                   c.is_nullable,
                   CASE WHEN c.default_object_id <> 0 OR c.is_identity = 1 OR c.is_computed = 1 THEN 1 ELSE 0 END
            FROM sys.columns c
            JOIN sys.objects t ON t.object_id = c.object_id
            WHERE t.type IN ('U', 'V') AND t.schema_id = %s
            ORDER BY t.name, c.column_id""".replace("%s", SCHEMA), """
            SELECT t.name, i.name,
                   CASE WHEN i.is_unique = 1
                         AND (i.filter_definition IS NULL
                              OR i.filter_definition NOT LIKE '%[=<>]%' AND i.filter_definition NOT LIKE '% IN (%'
                              AND i.filter_definition NOT LIKE '%IS NULL%')
                        THEN 1 ELSE 0 END,
                   c.name
            FROM sys.indexes i
            JOIN sys.objects t ON t.object_id = i.object_id
            JOIN sys.index_columns k ON k.object_id = i.object_id AND k.index_id = i.index_id AND k.is_included_column = 0
            JOIN sys.columns c ON c.object_id = k.object_id AND c.column_id = k.column_id
            WHERE t.schema_id = %s AND i.name IS NOT NULL AND i.is_disabled = 0 AND i.is_hypothetical = 0
            ORDER BY t.name, i.name, k.key_ordinal""".replace("%s", SCHEMA));

    /** Without these warnings, text that is too long is cut off; and no row of a table with a filtered index can change. */
    static final String CONNECTION_CHECK = "SELECT 'ANSI_WARNINGS and QUOTED_IDENTIFIER of the session must be on'"
            + " WHERE SESSIONPROPERTY('ANSI_WARNINGS') = 0 OR SESSIONPROPERTY('QUOTED_IDENTIFIER') = 0";

    private SqlServerCatalog() {}
}
