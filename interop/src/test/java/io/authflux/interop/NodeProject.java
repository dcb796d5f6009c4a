// SPDX-License-Identifier: Apache-2.0
package io.authflux.interop;

import io.authflux.testkit.database.TestDatabases;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The folder {@code node}, with what its lock file names installed. Where Node.js or a package is missing the test is
 * skipped, or fails, as for databases.
 */
final class NodeProject {

    private static final int INSTALL_MINUTES = 9;

    private static @Nullable NodeProject shared;

    private final Path folder;

    private NodeProject(Path folder) {
        this.folder = folder;
    }

    static synchronized NodeProject installed() {
        NodeProject project = shared;
        if (project == null) {
            project = TestDatabases.startOrSkip("the Node.js project", NodeProject::install);
            shared = project;
        }
        return project;
    }

    /** Installs once for each version of the lock file. */
    private static NodeProject install() throws IOException, InterruptedException {
        Path folder = Path.of("node").toAbsolutePath();
        Path stamp = folder.resolve("node_modules").resolve(".installed");
        String lock = digest(folder.resolve("package-lock.json"));
        if (!Files.exists(stamp) || !Files.readString(stamp).equals(lock)) {
            Path log = Files.createDirectories(Path.of("target")).resolve("npm.log");
            Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!npm.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
                npm.destroyForcibly();
                throw new IOException("npm ci takes longer than " + INSTALL_MINUTES + " minutes, see " + log);
            }
            if (npm.exitValue() != 0) {
                throw new IOException("npm ci failed: " + Files.readString(log));
            }
            Files.writeString(stamp, lock);
        }
        return new NodeProject(folder);
    }

    private static String digest(Path file) throws IOException {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return new BigInteger(1, sum).toString(16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts a script; its standard error goes to a file below {@code target}. */
    Process start(String script) throws IOException {
        Path errors = Path.of("target").resolve(script + ".log");
        ProcessBuilder node = new ProcessBuilder(List.of("node", script))
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        // A zone that nothing can mistake for UTC.
        node.environment().put("TZ", "Asia/Kathmandu");
        return node.start();
    }

    static byte[] line(String text) {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
