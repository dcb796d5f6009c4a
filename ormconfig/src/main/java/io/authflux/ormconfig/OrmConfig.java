// SPDX-License-Identifier: Apache-2.0
package io.authflux.ormconfig;

import io.authflux.config.DatabaseConfig;
import io.authflux.error.ConfigurationException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The connections that a folder with a NextAuth.js or TypeORM application is configured with. Immutable.
 *
 * <p>The first of these that is there wins, and nothing is merged, as with TypeORM: the variables {@code TYPEORM_CONNECTION}
 * or {@code TYPEORM_URL} with their company; {@code AUTH_DATABASE_URL}; the file {@code ormconfig.json}, {@code .yml}, {@code
 * .yaml} or {@code .xml}, in this order; {@code DATABASE_URL}. Variables come from the environment, and those that it has
 * not from {@code ormconfig.env}, or else {@code .env}. A file that is named itself is read alone: whatever the environment
 * says, it wins.
 *
 * <p>No message of an exception repeats what a file or a variable holds, and no parser's own exception is passed on.
 */
public final class OrmConfig {

    static final String DEFAULT = "default";

    private final String source;
    private final Path folder;
    private final Map<String, Map<String, Object>> connections;

    OrmConfig(String source, Path folder, Map<String, Map<String, Object>> connections) {
        this.source = source;
        this.folder = folder;
        this.connections = new LinkedHashMap<>(connections);
    }

    /**
     * Reads a folder with the environment of this process, or a file alone. Blocks; call it where the application is assembled.
     *
     * @param path the folder of the application, or one of its files
     * @return the connections
     * @throws ConfigurationException if nothing says where the database is, or a file cannot be read; what is wrong with
     *     a connection is said when that is asked for
     */
    public static OrmConfig load(Path path) {
        return load(path, System.getenv());
    }

    /**
     * Reads a folder with an environment, or a file alone. Blocks.
     *
     * @param path the folder of the application, or one of its files
     * @param environment the environment variables; a file has nothing from them
     * @return the connections
     * @throws ConfigurationException as {@link #load(Path)}
     */
    public static OrmConfig load(Path path, Map<String, String> environment) {
        return new Sources(Objects.requireNonNull(path, "path"), Map.copyOf(environment)).read();
    }

    /**
     * The names of the connections.
     *
     * @return in the order of the file; never empty
     */
    public Set<String> names() {
        return Collections.unmodifiableSet(connections.keySet());
    }

    /**
     * The connection named {@code default}, or the only one.
     *
     * @return its configuration
     * @throws ConfigurationException if there are several and none has this name, or it is wrong
     */
    public DatabaseConfig connection() {
        return connections.size() == 1
                ? connection(connections.keySet().iterator().next())
                : connection(DEFAULT);
    }

    /**
     * A connection by its name. A relative path, of a SQLite file, a certificate or a key, is taken from the folder of the
     * configuration.
     *
     * @param name the name
     * @return its configuration
     * @throws ConfigurationException if there is none of this name, or it is wrong
     */
    public DatabaseConfig connection(String name) {
        Map<String, Object> object = connections.get(Objects.requireNonNull(name, "name"));
        if (object == null) {
            throw new ConfigurationException(source + " has no connection " + name + "; it has "
                    + String.join(", ", new TreeSet<>(connections.keySet())));
        }
        try {
            return new Placement(folder).of(DatabaseConfig.from(object));
        } catch (ConfigurationException e) {
            throw new ConfigurationException(source + ", connection " + name + ": " + e.getMessage());
        }
    }

    /** Prints where it is from and the names, and nothing that a connection says. */
    @Override
    public String toString() {
        return "OrmConfig[" + source + ": " + String.join(", ", connections.keySet()) + "]";
    }
}
