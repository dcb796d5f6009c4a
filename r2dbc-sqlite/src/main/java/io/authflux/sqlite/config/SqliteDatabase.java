// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.config;

import java.nio.file.Path;
import java.util.Objects;

/** Which database: a file, or memory under a name. Immutable. */
public sealed interface SqliteDatabase {

    /**
     * A database in a file.
     *
     * @param path a relative one is resolved against the working directory of the process
     */
    record File(Path path) implements SqliteDatabase {
        /** Resolves the path. */
        public File {
            path = Objects.requireNonNull(path, "path").toAbsolutePath().normalize();
        }
    }

    /**
     * A database in memory, one for the whole process under its name: every connection of every factory that names it
     * sees it. It lives as long as a factory or a connection on it is open.
     *
     * @param name not blank; any character but a slash or a backslash
     */
    record SharedMemory(String name) implements SqliteDatabase {
        /**
         * Checks the name.
         *
         * @throws IllegalArgumentException if the name is blank or holds a slash or a backslash
         */
        public SharedMemory {
            if (Objects.requireNonNull(name, "name").isBlank() || name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
                throw new IllegalArgumentException("Not a name for an in-memory database: '" + name + "'");
            }
        }
    }

    /** A database in memory that belongs to one factory: all its connections see it, nobody else does. */
    record PrivateMemory() implements SqliteDatabase {}
}
