// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import io.authflux.token.Tokens;
import java.util.List;

/**
 * Names of constraints and indexes as TypeORM derives them: a prefix and the start of a SHA-1 over the table, prefix
 * included, and the sorted column names. Source: {@code src/naming-strategy/DefaultNamingStrategy.ts} of TypeORM 0.2.45.
 */
public final class TypeOrmNames {

    private static final int DIGITS = 27;
    private static final int INDEX_DIGITS = 26;

    private TypeOrmNames() {}

    /**
     * The name of a primary key.
     *
     * @param table the table
     * @param columns its columns, as the database has them
     * @return for instance {@code PK_a3ffb1c0c8416b9fc6f907b7433}
     */
    public static String primaryKey(String table, List<String> columns) {
        return name("PK_", table, columns, DIGITS);
    }

    /**
     * The name of a unique constraint.
     *
     * @param table the table
     * @param columns its columns, as the database has them
     * @return for instance {@code UQ_97672ac88f789774dd47f7c8be3}
     */
    public static String unique(String table, List<String> columns) {
        return name("UQ_", table, columns, DIGITS);
    }

    /**
     * The name of an index.
     *
     * @param table the table
     * @param columns its columns, as the database has them
     * @return for instance {@code IDX_97672ac88f789774dd47f7c8be}
     */
    public static String index(String table, List<String> columns) {
        return name("IDX_", table, columns, INDEX_DIGITS);
    }

    /**
     * The name of a foreign key.
     *
     * @param table the table
     * @param columns its columns, as the database has them
     * @return for instance {@code FK_57de40bc620f456c7311aa3a1e6}
     */
    public static String foreignKey(String table, List<String> columns) {
        return name("FK_", table, columns, DIGITS);
    }

    private static String name(String prefix, String table, List<String> columns, int digits) {
        String joined = String.join("_", columns.stream().sorted().toList());
        return prefix + Tokens.sha1(table + "_" + joined).substring(0, digits);
    }
}
