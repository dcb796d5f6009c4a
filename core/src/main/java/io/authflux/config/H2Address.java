// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;

/**
 * The part of a URL that says where an embedded H2 database is: {@code mem:name}, {@code file:./path}, {@code ./path},
 * {@code ~/path}, {@code /path} or {@code ///path}.
 */
final class H2Address {

    private static final String MEMORY = "mem:";
    private static final String FILE = "file:";

    private H2Address() {}

    /** Reads the address and answers the query that is left. */
    static String readInto(String text, DatabaseConfig.Builder config) {
        int question = text.indexOf('?');
        String address = question < 0 ? text : text.substring(0, question);
        config.database(database(Percent.decode(address, "the database")));
        return question < 0 ? "" : text.substring(question + 1);
    }

    private static String database(String address) {
        if (address.startsWith(MEMORY)) {
            return address;
        }
        String path = address.startsWith(FILE) ? address.substring(FILE.length()) : address;
        if (path.startsWith("//")) {
            path = path.startsWith("///") ? path.substring(2) : "";
        }
        // A semicolon would start H2's own settings, INIT among them, which runs any SQL.
        if (path.isBlank() || path.indexOf(';') >= 0 || path.matches("(?s)(tcp|ssl|zip|nio|split|async|cluster):.*")) {
            throw new ConfigurationException("H2 is opened embedded: write h2:mem:name, h2:file:./path or h2:///path");
        }
        return path;
    }
}
