// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
import java.util.regex.Pattern;

/**
 * Where an embedded H2 database is: {@code mem:name}, {@code file:./path}, {@code ./path}, {@code ~/path}, {@code /path}
 * or {@code ///path}.
 */
final class H2Address {

    private static final String MEMORY = "mem:";
    private static final String FILE = "file:";

    /** {@code tcp:}, {@code zip:} and H2's other kinds; one letter is a Windows drive. */
    private static final Pattern OTHER_KIND = Pattern.compile("[A-Za-z][A-Za-z0-9]+:.*", Pattern.DOTALL);

    private static final Pattern ANCHORED = Pattern.compile("(/|\\.\\.?[/\\\\]|~|[A-Za-z]:).*", Pattern.DOTALL);

    private H2Address() {}

    /** Reads the address and answers the query that is left. */
    static String readInto(String text, DatabaseConfig.Builder config) {
        int question = text.indexOf('?');
        String address = Percent.decode(question < 0 ? text : text.substring(0, question), "the database");
        if (!address.isEmpty()) {
            config.database(address);
        }
        return question < 0 ? "" : text.substring(question + 1);
    }

    /** One spelling for every address; a relative path starts with a dot, as H2 wants it. */
    static String canonical(String address) {
        // A semicolon would start H2's own settings, INIT among them, which runs any SQL.
        if (address.indexOf(';') >= 0) {
            throw refused("its own settings, after a semicolon, cannot be set");
        }
        if (address.startsWith(MEMORY)) {
            if (address.length() == MEMORY.length()) {
                throw refused("without a name, each connection would get a database in memory of its own");
            }
            return address;
        }
        String path = address.startsWith(FILE) ? address.substring(FILE.length()) : address;
        if (path.startsWith("///")) {
            path = path.substring(2);
        }
        if (path.isBlank() || path.startsWith("//") || OTHER_KIND.matcher(path).matches()) {
            throw refused("no server and no other kind of address is known");
        }
        return ANCHORED.matcher(path).matches() ? path : "./" + path;
    }

    private static ConfigurationException refused(String reason) {
        return new ConfigurationException(
                "H2 is opened embedded, as h2:mem:name, h2:file:./path or h2:///path; " + reason);
    }
}
