// SPDX-License-Identifier: Apache-2.0
package io.authflux.ormconfig;

import io.authflux.config.DatabaseConfig;
import io.authflux.config.Option;
import io.authflux.config.Options;
import io.authflux.config.Secret;
import java.nio.file.Path;
import java.util.List;

/**
 * Takes relative paths from the folder of a configuration, wherever the process was started.
 *
 * @param folder the folder, absolute
 */
record Placement(Path folder) {

    private static final String SQLITE = "sqlite";
    private static final String MEMORY = ":memory:";
    private static final List<Option<String>> FILES =
            List.of(Options.SSL_CA, Options.SSL_CERT, Options.SERVER_PUBLIC_KEY);

    /** What such an option holds that is no path. */
    private static final String PEM = "-----BEGIN ";

    DatabaseConfig of(DatabaseConfig config) {
        DatabaseConfig.Builder placed = config.mutate();
        if (config.type().equals(SQLITE) && !config.database().equals(MEMORY)) {
            placed.database(resolved(config.database()));
        }
        for (Option<String> option : FILES) {
            placed.option(option, file(config.get(option)));
        }
        placed.option(
                Options.SSL_KEY, new Secret(file(config.get(Options.SSL_KEY).value())));
        return placed.build();
    }

    private String file(String pathOrPem) {
        return pathOrPem.isEmpty() || pathOrPem.contains(PEM) ? pathOrPem : resolved(pathOrPem);
    }

    /** A path that begins with the letter of a disk is absolute, though Java may not know it here. */
    private String resolved(String path) {
        return path.matches("(?s)[A-Za-z]:.*")
                ? path
                : folder.resolve(path).normalize().toString();
    }
}
