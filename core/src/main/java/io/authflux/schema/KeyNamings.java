// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import io.authflux.token.Tokens;
import java.util.List;

/** The ways that come with Authflux. */
enum KeyNamings implements KeyNames {
    TYPEORM("UQ_", "IDX_", "FK_") {
        @Override
        public String primaryKey(String table, List<String> columns) {
            return hashed("PK_", table, columns, DIGITS);
        }

        @Override
        public String uniqueIndex(String table, List<String> columns) {
            return index(table, columns);
        }

        @Override
        String name(String word, String table, List<String> columns) {
            return hashed(word, table, columns, word.equals("IDX_") ? INDEX_DIGITS : DIGITS);
        }
    },
    PLAIN("key", "idx", "fkey"),
    MIKRO_ORM("unique", "index", "foreign");

    private static final int DIGITS = 27;
    private static final int INDEX_DIGITS = 26;

    private final String unique;
    private final String index;
    private final String foreign;

    /** What tells the kinds of keys apart. */
    KeyNamings(String unique, String index, String foreign) {
        this.unique = unique;
        this.index = index;
        this.foreign = foreign;
    }

    @Override
    public String primaryKey(String table, List<String> columns) {
        return table + "_pkey";
    }

    @Override
    public String unique(String table, List<String> columns) {
        return name(unique, table, columns);
    }

    @Override
    public String uniqueIndex(String table, List<String> columns) {
        return unique(table, columns);
    }

    @Override
    public String index(String table, List<String> columns) {
        return name(index, table, columns);
    }

    @Override
    public String foreignKey(String table, List<String> columns) {
        return name(foreign, table, columns);
    }

    String name(String word, String table, List<String> columns) {
        return table + "_" + String.join("_", columns) + "_" + word;
    }

    private static String hashed(String prefix, String table, List<String> columns, int digits) {
        String joined = String.join("_", columns.stream().sorted().toList());
        return prefix + Tokens.sha1(table + "_" + joined).substring(0, digits);
    }
}
