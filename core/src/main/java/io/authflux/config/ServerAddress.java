// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a URL that says where a server is: {@code //user:password@host:port,host:port/database?options}.
 *
 * <p>A password may hold {@code @ : / ? #} as they are, as long as only one reading is possible.
 */
final class ServerAddress {

    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[^\\[\\]:@,\\s]*)(?::(\\d{0,5}))?");
    private static final String AUTHORITY_END = "/?#";

    private final String text;

    ServerAddress(String afterScheme) {
        if (!afterScheme.startsWith("//")) {
            throw new ConfigurationException(
                    "after the type must come //, as in postgres://user:password@host/database");
        }
        text = afterScheme.substring(2);
    }

    /** Reads the address and answers the query that is left. */
    String readInto(DatabaseConfig.Builder config) {
        int at = endOfCredentials();
        if (at >= 0) {
            credentials(text.substring(0, at), config);
        }
        String address = text.substring(at + 1);
        int end = endOfAuthority(address);
        hosts(address.substring(0, end), config);
        String tail = address.substring(end);
        int question = tail.indexOf('?');
        String path = question < 0 ? tail : tail.substring(0, question);
        String query = question < 0 ? "" : tail.substring(question + 1);
        if (path.indexOf('@') >= 0) {
            throw new ConfigurationException("the URL can be read in two ways: in user name, password and database,"
                    + " write @ as %40 and / as %2F");
        }
        if (tail.indexOf('#') >= 0) {
            throw new ConfigurationException("in user name, password, database and options, write # as %23");
        }
        database(path, config);
        return query;
    }

    /** Where the {@code @} after the password is, or -1. The first one after which an address can begin. */
    private int endOfCredentials() {
        int end = endOfAuthority(text);
        int last = text.lastIndexOf('@', end - 1);
        if (last >= 0 || isHosts(text.substring(0, end))) {
            return last;
        }
        for (int at = text.indexOf('@', end); at >= 0; at = text.indexOf('@', at + 1)) {
            String address = text.substring(at + 1);
            if (isHosts(address.substring(0, endOfAuthority(address)))) {
                return at;
            }
        }
        return -1;
    }

    private static int endOfAuthority(String address) {
        for (int i = 0; i < address.length(); i++) {
            if (AUTHORITY_END.indexOf(address.charAt(i)) >= 0) {
                return i;
            }
        }
        return address.length();
    }

    private static boolean isHosts(String authority) {
        for (String host : authority.split(",", -1)) {
            if (!HOST.matcher(host).matches()) {
                return false;
            }
        }
        return true;
    }

    private static void credentials(String userInfo, DatabaseConfig.Builder config) {
        int colon = userInfo.indexOf(':');
        String name = colon < 0 ? userInfo : userInfo.substring(0, colon);
        if (!name.isEmpty()) {
            config.username(Percent.decode(name, "the user name"));
        }
        if (colon >= 0 && colon + 1 < userInfo.length()) {
            config.password(Percent.decode(userInfo.substring(colon + 1), "the password"));
        }
    }

    private static void hosts(String authority, DatabaseConfig.Builder config) {
        if (authority.isEmpty()) {
            return;
        }
        for (String host : authority.split(",", -1)) {
            Matcher matcher = HOST.matcher(host);
            if (!matcher.matches()) {
                throw new ConfigurationException("a host must be written as name, name:port or [IPv6]:port; in user"
                        + " name and password, write : as %3A, @ as %40 and / as %2F");
            }
            String name = matcher.group(1);
            String port = matcher.group(2);
            boolean bracketed = name.startsWith("[");
            config.host(
                    bracketed ? name.substring(1, name.length() - 1) : Percent.decode(name, "the host name"),
                    port == null || port.isEmpty() ? 0 : Integer.parseInt(port));
        }
    }

    private static void database(String path, DatabaseConfig.Builder config) {
        String name = path.startsWith("/") ? path.substring(1) : path;
        if (name.endsWith("/")) {
            name = name.substring(0, name.length() - 1);
        }
        if (!name.isEmpty()) {
            config.database(Percent.decode(name, "the database"));
        }
    }
}
