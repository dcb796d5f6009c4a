// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.client;

import io.authflux.sqlite.config.SqliteDatabase;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a database is, as sqlite-jdbc wants to hear it, and what its connections share. Two locations of the same
 * database share the same. Immutable and thread-safe.
 */
public final class DatabaseLocation {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseLocation.class);
    /** Tells private databases in memory apart: their names are one process's. */
    private static final AtomicLong NUMBER = new AtomicLong();

    private static final ConcurrentMap<String, WeakReference<SharedDatabase>> SHARED = new ConcurrentHashMap<>();

    private final String url;
    private final String name;
    private final SqliteDatabase database;
    private final SharedDatabase shared;

    private DatabaseLocation(String url, String name, SqliteDatabase database) {
        this.url = url;
        this.name = name;
        this.database = database;
        this.shared = shared(url);
    }

    /**
     * Finds a database.
     *
     * @param database which one; each call for a private one gives another
     * @return its location
     */
    public static DatabaseLocation of(SqliteDatabase database) {
        if (database instanceof SqliteDatabase.File file) {
            String path = file.path().toString().replace('\\', '/');
            String rooted = path.startsWith("/") ? path : "/" + path;
            String fileName = String.valueOf(file.path().getFileName());
            return new DatabaseLocation("jdbc:sqlite:file://" + encode(rooted).replace("%2F", "/"), fileName, database);
        }
        // SQLite's memdb file system: a leading slash makes the name visible to all connections of the process.
        String name = database instanceof SqliteDatabase.SharedMemory shared
                ? "shared-" + shared.name()
                : "private-" + NUMBER.incrementAndGet();
        return new DatabaseLocation("jdbc:sqlite:file:/" + encode(name) + "?vfs=memdb", "memory", database);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static SharedDatabase shared(String key) {
        SharedDatabase[] found = new SharedDatabase[1];
        SHARED.values().removeIf(reference -> reference.get() == null);
        SHARED.compute(key, (k, reference) -> {
            @Nullable SharedDatabase known = reference == null ? null : reference.get();
            found[0] = known == null ? new SharedDatabase() : known;
            return known == null || reference == null ? new WeakReference<>(found[0]) : reference;
        });
        return found[0];
    }

    String url() {
        return url;
    }

    /** For thread names. */
    String name() {
        return name;
    }

    boolean isMemory() {
        return !(database instanceof SqliteDatabase.File);
    }

    /** Makes the folder of a file; SQLite itself makes files only. That it failed shows when the file is opened. */
    void makeFolder() {
        Path folder = database instanceof SqliteDatabase.File file ? file.path().getParent() : null;
        if (folder != null) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                LOG.debug("The folder {} cannot be made", folder, e);
            }
        }
    }

    SharedDatabase shared() {
        return shared;
    }
}
