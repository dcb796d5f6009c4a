// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Ends server processes and removes what they leave. */
final class Processes {

    private Processes() {}

    /** Kills a process first, so that it starts nothing anew, and then its children; returns when all are gone. */
    static void kill(Optional<ProcessHandle> root) {
        root.ifPresent(process -> {
            List<ProcessHandle> all = new ArrayList<>();
            all.add(process);
            process.descendants().forEach(all::add);
            all.forEach(ProcessHandle::destroyForcibly);
            all.stream().map(ProcessHandle::onExit).forEach(CompletableFuture::join);
        });
    }

    static void deleteRecursively(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
