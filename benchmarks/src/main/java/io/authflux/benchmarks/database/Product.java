// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.database;

import java.util.Arrays;
import java.util.Locale;

/** A kind of database. */
public enum Product {
    /** PostgreSQL. */
    POSTGRES("PostgreSQL", "\"", InstantForm.OFFSET),
    /** MySQL. */
    MYSQL("MySQL", "`", InstantForm.LOCAL),
    /** MariaDB. */
    MARIADB("MariaDB", "`", InstantForm.LOCAL),
    /** MongoDB's protocol. */
    MONGODB("MongoDB protocol", "", InstantForm.OFFSET),
    /** SQLite, in a file. */
    SQLITE("SQLite", "\"", InstantForm.TEXT),
    /** H2, embedded, in a file. */
    H2("H2", "\"", InstantForm.OFFSET);

    private final String title;
    private final String quote;
    private final InstantForm instants;

    Product(String title, String quote, InstantForm instants) {
        this.title = title;
        this.quote = quote;
        this.instants = instants;
    }

    /**
     * The product with a name.
     *
     * @param name for instance {@code postgres}
     * @return the product
     */
    public static Product of(String name) {
        return Arrays.stream(values())
                .filter(product -> product.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no database is named " + name));
    }

    /**
     * The name that URLs begin with.
     *
     * @return for instance {@code postgres}
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The name for people.
     *
     * @return for instance {@code PostgreSQL}
     */
    public String title() {
        return title;
    }

    /**
     * How its drivers take moments.
     *
     * @return the form
     */
    public InstantForm instants() {
        return instants;
    }

    /**
     * Whether it speaks SQL.
     *
     * @return false for MongoDB's protocol
     */
    public boolean isRelational() {
        return this != MONGODB;
    }

    String quoted(String name) {
        return quote + name + quote;
    }
}
