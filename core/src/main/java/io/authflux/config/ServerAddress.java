// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a URL that says where a server is: {@code //user:password@host:port,host:port/database?options}.
 *
 * <p>A password may hold {@code @ : / ? #} as they are, as long as only one reading is possible.
 */
final class ServerAddress {

    private static final Pattern HOST =
            Pattern.compile("(\\[[0-9A-Fa-f.]*:[0-9A-Fa-f:.]+(?:%25[\\w.~-]+)?]|[^\\[\\]:@,\\s]*)(?::(\\d{0,5}))?");
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
        int end = endOfAuthority(text, at + 1);
        hosts(text.substring(at + 1, end)).forEach(h -> config.host(h.name(), h.port()));
        String tail = text.substring(end);
        if (tail.indexOf('#') >= 0) {
            throw new ConfigurationException("in user name, password, database and options, write # as %23");
        }
        int question = tail.indexOf('?');
        database(question < 0 ? tail : tail.substring(0, question), config);
        return question < 0 ? "" : tail.substring(question + 1);
    }

    /**
     * Where the {@code @} after the password is, or -1 if there is none: the last one, and the only place after which an
     * address can begin. With two such places nobody knows where the password ends, and what is taken for a database or
     * an option may be a part of it.
     */
    private int endOfCredentials() {
        int last = text.lastIndexOf('@');
        for (int at = -1; at < last; at = text.indexOf('@', at + 1)) {
            if (addressFollows(at)) {
                throw new ConfigurationException("the URL can be read in two ways: in user name, password, database"
                        + " and options, write @ as %40, / as %2F, ? as %3F and # as %23");
            }
        }
        if (!addressFollows(last)) {
            throw badHost();
        }
        return last;
    }

    private boolean addressFollows(int at) {
        return Arrays.stream(
                        text.substring(at + 1, endOfAuthority(text, at + 1)).split(",", -1))
                .allMatch(host -> HOST.matcher(host).matches());
    }

    private static int endOfAuthority(String text, int from) {
        int end = from;
        while (end < text.length() && AUTHORITY_END.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static void credentials(String userInfo, DatabaseConfig.Builder config) {
        int colon = userInfo.indexOf(':');
        String name = colon < 0 ? userInfo : userInfo.substring(0, colon);
        if (endOfAuthority(name, 0) < name.length()) {
            throw new ConfigurationException("in the user name, write / as %2F, ? as %3F and # as %23");
        }
        config.username(Percent.decode(name, "the user name"));
        if (colon >= 0) {
            config.password(Percent.decode(userInfo.substring(colon + 1), "the password"));
        }
    }

    /** Reads {@code name}, {@code name:port} or {@code [IPv6]:port}, several joined by commas; none from an empty text. */
    static List<Host> hosts(String authority) {
        List<Host> hosts = new ArrayList<>();
        for (String host : authority.isEmpty() ? new String[0] : authority.split(",", -1)) {
            Matcher matcher = HOST.matcher(host);
            if (!matcher.matches()) {
                throw badHost();
            }
            String name = matcher.group(1);
            String port = matcher.group(2);
            boolean bracketed = name.startsWith("[");
            hosts.add(new Host(
                    Percent.decode(bracketed ? name.substring(1, name.length() - 1) : name, "the host name"),
                    port == null || port.isEmpty() ? 0 : Integer.parseInt(port)));
        }
        return hosts;
    }

    private static ConfigurationException badHost() {
        return new ConfigurationException("a host must be written as name, name:port or [IPv6]:port; in user name and"
                + " password, write : as %3A, @ as %40 and / as %2F");
    }

    private static void database(String path, DatabaseConfig.Builder config) {
        String name = path.startsWith("/") ? path.substring(1) : path;
        if (name.endsWith("/")) {
            name = name.substring(0, name.length() - 1);
        }
        config.database(Percent.decode(name, "the database"));
    }
}
