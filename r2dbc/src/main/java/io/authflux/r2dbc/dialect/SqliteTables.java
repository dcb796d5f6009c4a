// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

/** SQLite cannot add a constraint to a table, but a unique index does the same. */
final class SqliteTables {

    static final TableSyntax SYNTAX = new TableSyntax() {
        @Override
        public String addUnique(String table, String name, String columns) {
            return "CREATE UNIQUE INDEX " + name + " ON " + table + " " + columns;
        }

        @Override
        public boolean numberedColumnIsKey() {
            return true;
        }
    };

    private SqliteTables() {}
}
