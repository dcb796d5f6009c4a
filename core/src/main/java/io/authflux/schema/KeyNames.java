// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import java.util.List;

/** How keys without a name of their own are called. Tables and columns are those of the database. Must be pure. */
public interface KeyNames {

    /**
     * As TypeORM: a prefix and the start of a SHA-1 over the table, prefix included, and the sorted column names, for
     * instance {@code UQ_97672ac88f789774dd47f7c8be3}. Source: {@code src/naming-strategy/DefaultNamingStrategy.ts} of
     * TypeORM 0.2.45.
     */
    KeyNames TYPEORM = KeyNamings.TYPEORM;

    /** As PostgreSQL and Prisma: table, columns and a word, for instance {@code User_email_key}. */
    KeyNames PLAIN = KeyNamings.PLAIN;

    /** As MikroORM: table, columns and a word, for instance {@code user_email_unique}. */
    KeyNames MIKRO_ORM = KeyNamings.MIKRO_ORM;

    /**
     * The name of a primary key.
     *
     * @param table the table
     * @param columns its columns
     * @return for instance {@code PK_a3ffb1c0c8416b9fc6f907b7433}
     */
    String primaryKey(String table, List<String> columns);

    /**
     * The name of a unique constraint.
     *
     * @param table the table
     * @param columns its columns
     * @return for instance {@code UQ_97672ac88f789774dd47f7c8be3}
     */
    String unique(String table, List<String> columns);

    /**
     * The name of a unique index, in a database where that is all that a unique constraint is.
     *
     * @param table the table
     * @param columns its columns
     * @return for instance {@code IDX_97672ac88f789774dd47f7c8be}
     */
    String uniqueIndex(String table, List<String> columns);

    /**
     * The name of an index.
     *
     * @param table the table
     * @param columns its columns
     * @return for instance {@code IDX_97672ac88f789774dd47f7c8be}
     */
    String index(String table, List<String> columns);

    /**
     * The name of a foreign key.
     *
     * @param table the table
     * @param columns its columns
     * @return for instance {@code FK_57de40bc620f456c7311aa3a1e6}
     */
    String foreignKey(String table, List<String> columns);
}
