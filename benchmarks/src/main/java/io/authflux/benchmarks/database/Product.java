// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.database;

import java.util.Arrays;
import java.util.Locale;

/** A kind of database. */
public enum Product {
    /** PostgreSQL. */
    POSTGRES("PostgreSQL", "\"", InstantForm.OFFSET, "started without fsync, files of the log new each time"),
    /** MySQL. */
    MYSQL("MySQL", "`", InstantForm.LOCAL, "started without binary log and doublewrite, flushed each second"),
    /** MariaDB. */
    MARIADB("MariaDB", "`", InstantForm.LOCAL, "started to be flushed each second"),
    /** MongoDB's protocol. */
    MONGODB("MongoDB protocol", "", InstantForm.OFFSET, "FerretDB over DocumentDB, started without fsync"),
    /** SQLite, in a file. */
    SQLITE("SQLite", "\"", InstantForm.TEXT, "in the process; WAL, synchronous=NORMAL"),
    /** H2, embedded, in a file. */
    H2("H2", "\"", InstantForm.OFFSET, "in the process");

    private final String title;
    private final String quote;
    private final InstantForm instants;
    private final String conditions;

    Product(String title, String quote, InstantForm instants, String conditions) {
        this.title = title;
        this.quote = quote;
        this.instants = instants;
        this.conditions = conditions;
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
     * What its numbers depend on, writes most of all, where the server is one that {@code ./benchmark} starts.
     *
     * @return for instance {@code started without fsync}
     */
    public String conditions() {
        return conditions;
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
