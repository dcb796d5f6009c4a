// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

/** How names of tables and columns are written. Must be a pure function. */
@FunctionalInterface
public interface NamingStrategy {

    /** Every name as the layout has it. */
    NamingStrategy AS_IS = NamingStrategies.AS_IS;

    /**
     * {@code providerAccountId} becomes {@code provider_account_id}, by the rules of TypeORM's {@code snakeCase}, which
     * NextAuth v3 uses on every SQL database.
     */
    NamingStrategy SNAKE = NamingStrategies.SNAKE;

    /** {@code provider_account_id} becomes {@code providerAccountId}, as NextAuth v3 has it on MongoDB. */
    NamingStrategy CAMEL = NamingStrategies.CAMEL;

    /**
     * Renames.
     *
     * @param name the name as the layout has it
     * @return the name in the database
     */
    String apply(String name);
}
