// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a SQLite database is, with the meaning that NextAuth's URL has: what follows the host loses one slash, so that
 * {@code sqlite://localhost/app.db} and {@code sqlite:///app.db} are relative and {@code sqlite:////app.db} is absolute.
 * Unlike there, {@code %20} is a blank.
 */
final class SqliteAddress {

    static final String MEMORY = ":memory:";

    private static final Pattern WITH_HOST = Pattern.compile("//([^/]*)(/.*)?", Pattern.DOTALL);

    private SqliteAddress() {}

    /** Reads the address and answers the query that is left. */
    static String readInto(String text, DatabaseConfig.Builder config) {
        int question = text.indexOf('?');
        String address = question < 0 ? text : text.substring(0, question);
        if (address.indexOf('#') >= 0) {
            throw refused("in a path, write # as %23");
        }
        String path = path(Percent.decode(address, "the database"));
        if (!path.isEmpty()) {
            config.database(path);
        }
        return question < 0 ? "" : text.substring(question + 1);
    }

    private static String path(String address) {
        if (!address.startsWith("/")) {
            return address;
        }
        Matcher parts = WITH_HOST.matcher(address);
        if (!parts.matches()) {
            return withoutDots(address);
        }
        if (!parts.group(1).isEmpty() && !parts.group(1).equalsIgnoreCase("localhost")) {
            throw refused("what stands between // and the next / is the host, which can only be localhost");
        }
        String path = parts.group(2);
        return path == null ? "" : withoutDots(path);
    }

    /** Without the first slash, and without dots as the URL standard has it: nothing leads above the root. */
    private static String withoutDots(String path) {
        List<String> kept = new ArrayList<>();
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean up = segments[i].equals("..");
            if (!up && !segments[i].equals(".")) {
                kept.add(segments[i]);
                continue;
            }
            if (up && !kept.isEmpty()) {
                kept.remove(kept.size() - 1);
            }
            if (i == segments.length - 1) {
                kept.add("");
            }
        }
        return String.join("/", kept);
    }

    /** One spelling for every address. */
    static String canonical(String address) {
        if (address.equals(MEMORY)) {
            return address;
        }
        String path = address;
        while (path.startsWith("./") || path.startsWith(".\\")) {
            path = path.substring(2);
        }
        if (path.startsWith(":") || path.startsWith("file:")) {
            throw refused("no other kind of address is known");
        }
        if (path.isBlank() || path.endsWith("/")) {
            throw refused("no file is named");
        }
        return path;
    }

    private static ConfigurationException refused(String reason) {
        return new ConfigurationException("SQLite is a file, as in sqlite://localhost/data/app.sqlite (relative),"
                + " sqlite:////var/lib/app.sqlite (absolute) or sqlite:./app.sqlite, or sqlite://localhost/:memory:; "
                + reason);
    }
}
