// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The connection string of NextAuth.js, read strictly. Where NextAuth's parser loses something (credentials that are
 * never decoded, IPv6, several hosts, typed options) this one does what the writer meant; where a text can mean two
 * things it is refused, with what to write instead. No message repeats a part of the URL that may hold a password.
 */
final class ConnectionUrl {

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)", Pattern.DOTALL);
    private static final Pattern OPTION_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");

    /** Nobody writes a longer one, and reading takes the square of it at worst. */
    private static final int MAX_LENGTH = 8_192;

    private final String type;
    private final String rest;

    ConnectionUrl(String url) {
        if (url.length() > MAX_LENGTH) {
            throw new ConfigurationException("the URL is longer than " + MAX_LENGTH + " characters");
        }
        Texts.requireWhole(url, "the URL");
        Matcher scheme = SCHEME.matcher(url.strip());
        if (!scheme.matches()) {
            throw new ConfigurationException(
                    "the URL must start with the type of the database, as in postgres://user:password@host/database");
        }
        type = scheme.group(1);
        rest = scheme.group(2);
        if (type.equalsIgnoreCase("jdbc") || type.equalsIgnoreCase("r2dbc")) {
            throw new ConfigurationException("leave out the leading \"" + type + ":\" and write for instance "
                    + "postgres://user:password@host/database");
        }
    }

    private ConnectionUrl(String type, String rest) {
        this.type = type;
        this.rest = rest;
    }

    /** The same address for another type that is spoken to in the same way. */
    ConnectionUrl as(String otherType) {
        return new ConnectionUrl(otherType, rest);
    }

    String type() {
        return DatabaseTypes.canonical(type);
    }

    DatabaseConfig.Builder toBuilder() {
        DatabaseConfig.Builder config = DatabaseConfig.builder(type);
        String query = DatabaseTypes.shape(config.type).readInto(rest, config);
        Map<String, String> options = options(query, DriverOptions.of(config.type));
        QueryFields.move(options, config);
        options.forEach(config::option);
        return config;
    }

    /** The options by name, decoded; an option that is given twice must say the same both times. */
    private static Map<String, String> options(String query, DriverOptions driver) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = Percent.decode(equals < 0 ? pair : pair.substring(0, equals), "an option's name");
            if (!OPTION_NAME.matcher(name).matches()) {
                throw new ConfigurationException("an option's name must be a word, as in ?synchronize=true; in a"
                        + " password, write ? as %3F and & as %26");
            }
            // What looks like an option here may be the rest of the password, so it is not named.
            if (options.containsKey("password") && !isKnown(name, driver)) {
                throw new ConfigurationException("after the option password comes one that does not exist; in a"
                        + " password, write & as %26. Known are " + Options.names());
            }
            String value = equals < 0 ? "" : Percent.decode(pair.substring(equals + 1), "the option " + name);
            String before = options.put(name, value);
            if (before != null && driver.isRepeatable(name)) {
                options.put(name, before + ";" + value);
            } else if (before != null && !before.equals(value)) {
                throw new ConfigurationException("the option " + name + " is given twice with different values");
            }
        }
        return options;
    }

    private static boolean isKnown(String name, DriverOptions driver) {
        return QueryFields.isOne(name) || name.startsWith(Settings.EXTRA) || driver.knows(name);
    }
}
