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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder with a Node.js project, with what its lock file names installed. Where Node.js or a package is missing the test
 * is skipped, or fails, as for databases.
 */
final class NodeProject {

    private static final int INSTALL_MINUTES = 9;

    /** Next-auth 3 and its drivers. */
    static final Supplier<NodeProject> NEXT_AUTH_V3 = installedOnce("node");

    /** The adapters of Auth.js, better-auth and their drivers. */
    static final Supplier<NodeProject> AUTH_JS = installedOnce("node-authjs");

    private final Path folder;

    private NodeProject(Path folder) {
        this.folder = folder;
    }

    private static Supplier<NodeProject> installedOnce(String folder) {
        AtomicReference<@Nullable NodeProject> shared = new AtomicReference<>();
        return () -> {
            synchronized (shared) {
                NodeProject project = shared.get();
                if (project == null) {
                    project = TestDatabases.startOrSkip("the Node.js project " + folder, () -> install(folder));
                    shared.set(project);
                }
                return project;
            }
        };
    }

    /** Installs once for each version of the lock file. */
    private static NodeProject install(String name) throws IOException, InterruptedException {
        Path folder = Path.of(name).toAbsolutePath();
        Path stamp = folder.resolve("node_modules").resolve(".installed");
        String lock = digest(folder.resolve("package-lock.json"));
        if (!Files.exists(stamp) || !Files.readString(stamp).equals(lock)) {
            npm(folder, "ci", "--no-audit", "--no-fund");
            npm(folder, "run", "--if-present", "natives");
            Files.writeString(stamp, lock);
        }
        return new NodeProject(folder);
    }

    private static void npm(Path folder, String... args) throws IOException, InterruptedException {
        Path log = Files.createDirectories(Path.of("target")).resolve("npm.log");
        Process npm = new ProcessBuilder(
                        Stream.concat(Stream.of("npm"), Stream.of(args)).toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!npm.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
            npm.destroyForcibly();
            throw new IOException("npm takes longer than " + INSTALL_MINUTES + " minutes, see " + log);
        }
        if (npm.exitValue() != 0) {
            throw new IOException("npm failed: " + Files.readString(log));
        }
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
