// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import io.authflux.token.Tokens;
import java.util.List;

/** The ways that come with Authflux. */
enum KeyNamings implements KeyNames {
    TYPEORM {
        @Override
        public String primaryKey(String table, List<String> columns) {
            return hashed("PK_", table, columns, DIGITS);
        }

        @Override
        public String unique(String table, List<String> columns) {
            return hashed("UQ_", table, columns, DIGITS);
        }

        @Override
        public String uniqueIndex(String table, List<String> columns) {
            return index(table, columns);
        }

        @Override
        public String index(String table, List<String> columns) {
            return hashed("IDX_", table, columns, INDEX_DIGITS);
        }

        @Override
        public String foreignKey(String table, List<String> columns) {
            return hashed("FK_", table, columns, DIGITS);
        }
    },
    PLAIN {
        @Override
        public String primaryKey(String table, List<String> columns) {
            return table + "_pkey";
        }

        @Override
        public String unique(String table, List<String> columns) {
            return joined(table, columns, "_key");
        }

        @Override
        public String uniqueIndex(String table, List<String> columns) {
            return unique(table, columns);
        }

        @Override
        public String index(String table, List<String> columns) {
            return joined(table, columns, "_idx");
        }

        @Override
        public String foreignKey(String table, List<String> columns) {
            return joined(table, columns, "_fkey");
        }
    };

    private static final int DIGITS = 27;
    private static final int INDEX_DIGITS = 26;

    private static String joined(String table, List<String> columns, String word) {
        return table + "_" + String.join("_", columns) + word;
    }

    private static String hashed(String prefix, String table, List<String> columns, int digits) {
        String joined = String.join("_", columns.stream().sorted().toList());
        return prefix + Tokens.sha1(table + "_" + joined).substring(0, digits);
    }
}
