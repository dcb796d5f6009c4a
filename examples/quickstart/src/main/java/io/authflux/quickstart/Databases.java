// SPDX-License-Identifier: Apache-2.0
package io.authflux.quickstart;

import io.authflux.config.DatabaseConfig;
import io.authflux.config.Host;
import io.authflux.config.Options;
import io.authflux.error.ConfigurationException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** From the URL on the command line, or none, to what is opened. */
final class Databases {

    /** What is opened without a URL, below the folder that the script lies in. */
    static final String DEFAULT = "h2:./target/quickstart";

    private static final Pattern SYNCHRONIZE = Pattern.compile("[?&]synchronize(=|&|$)");

    private Databases() {}

    /** The configuration; tables are made unless the URL says otherwise. */
    static DatabaseConfig of(Optional<String> url) {
        if (url.isEmpty()) {
            return synchronizing(embedded());
        }
        String text = url.get();
        if (text.isBlank()) {
            throw new ConfigurationException("the URL is empty; leave it out for " + DEFAULT);
        }
        DatabaseConfig config = DatabaseConfig.parse(text);
        return SYNCHRONIZE.matcher(text).find() ? config : synchronizing(config);
    }

    private static DatabaseConfig synchronizing(DatabaseConfig config) {
        return config.mutate().option(Options.SYNCHRONIZE, true).build();
    }

    private static DatabaseConfig embedded() {
        Path home = Path.of(System.getProperty("authflux.quickstart.home", "."));
        String file = home.resolve("target")
                .resolve("quickstart")
                .toAbsolutePath()
                .normalize()
                .toString();
        return DatabaseConfig.builder("h2").database(file).build();
    }

    /** Where it is, without user name, password and options. */
    static String describe(DatabaseConfig config) {
        String hosts = config.hosts().stream().map(Host::toString).collect(Collectors.joining(", "));
        String database = config.database().isEmpty() ? "" : " database " + config.database();
        return config.type() + database + (hosts.isEmpty() ? "" : " at " + hosts);
    }
}
