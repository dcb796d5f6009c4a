// SPDX-License-Identifier: Apache-2.0
package org.example.journal;

import io.authflux.error.ConfigurationException;
import io.authflux.error.StoreUnavailableException;
import io.authflux.rows.Row;
import io.authflux.rows.RowStorage;
import io.authflux.rows.Tables;
import io.authflux.schema.Column;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Schema;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Rows in memory, and in a file that grows by one line with each step that changed them: what went and what came, as in
 * {@code -USER?id=1&name=A +USER?id=1&name=B}. The line is on the disk before the step is answered; one that a crash cut off
 * was never answered, and is dropped. Everything happens on one thread.
 */
final class Journal implements RowStorage {

    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final Schema schema;
    private final Tables tables;
    private final Scheduler thread = Schedulers.newBoundedElastic(1, Integer.MAX_VALUE, "journal", 60, true);
    private boolean mine;
    private @Nullable FileChannel file;

    Journal(Path path, Schema schema) {
        this.path = path;
        this.schema = schema;
        this.tables = new Tables(schema);
    }

    /** Reads the file, or makes it. Emits this; must come before everything else. */
    Mono<Journal> open() {
        return onThread("opening the journal", () -> {
            if (Files.notExists(path)) {
                // A temporary file is its owner's alone, as one with tokens in it must be.
                Files.move(Files.createTempFile(path.getParent(), "journal", ".new"), path);
            }
            // Closing any channel of a file ends the process's lock on it, so that a second one is not even opened.
            mine = OPEN.add(path);
            file = mine ? FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE) : null;
            if (file == null || file.tryLock() == null) {
                throw new ConfigurationException(path + " is open already, and only one can write it");
            }
            String text = new String(Channels.newInputStream(file).readAllBytes(), StandardCharsets.UTF_8);
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            whole.lines().flatMap(line -> Stream.of(line.split(" ", -1))).forEach(this::replay);
            file.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
            file.position(file.size());
            return this;
        });
    }

    private void replay(String change) {
        int question = change.indexOf('?');
        EntityKind kind = EntityKind.valueOf(change.substring(1, question));
        Map<String, Object> row = new HashMap<>();
        for (String field : change.substring(question + 1).split("&", -1)) {
            String name = field.substring(0, field.indexOf('='));
            String text = URLDecoder.decode(field.substring(field.indexOf('=') + 1), StandardCharsets.UTF_8);
            Column column = schema.entity(kind).column(name);
            row.put(
                    name,
                    column.codec() == null
                            ? column.type().parse(text)
                            : column.codec().decode(text));
        }
        if (change.startsWith("+")) {
            tables.load(kind, row);
        } else if (!tables.unload(kind, row)) {
            throw new ConfigurationException(path + " contradicts itself: somebody else has written to it");
        }
    }

    @Override
    public <T> Mono<T> atomically(String operation, Function<Tables, @Nullable T> step) {
        return onThread(operation, () -> {
            Tables.Outcome<T> outcome = tables.run(step);
            keep(outcome.changes());
            return outcome.value();
        });
    }

    private void keep(List<Tables.Change> changes) throws IOException {
        if (changes.isEmpty()) {
            return;
        }
        FileChannel channel = Objects.requireNonNull(file, "open() comes first");
        String line = changes.stream()
                .flatMap(c -> Stream.of(text("-", c.kind(), c.before()), text("+", c.kind(), c.after())))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" ", "", "\n"));
        long end = channel.position();
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(line);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException e) {
            tables.undo(changes);
            try {
                channel.truncate(end);
            } catch (IOException torn) {
                // Nothing may follow half a line; the next start drops it.
                channel.close();
            }
            throw e;
        }
    }

    private String text(String sign, EntityKind kind, @Nullable Row row) {
        return row == null
                ? ""
                : row.values().entrySet().stream()
                        .map(e -> e.getKey() + "="
                                + URLEncoder.encode(stored(kind, e.getKey(), e.getValue()), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", sign + kind + "?", ""));
    }

    private String stored(EntityKind kind, String field, Object value) {
        return String.valueOf(schema.entity(kind).column(field).stored(value));
    }

    /** A caller that cancels does not interrupt the work, which would close the file. */
    private <T> Mono<T> onThread(String operation, Callable<@Nullable T> work) {
        return Mono.<T>create(sink -> thread.schedule(() -> {
                    try {
                        sink.success(work.call());
                    } catch (IOException e) {
                        sink.error(new StoreUnavailableException(operation, e));
                    } catch (Exception e) {
                        sink.error(e);
                    }
                }))
                .onErrorMap(
                        RejectedExecutionException.class, closed -> new StoreUnavailableException(operation, closed));
    }

    @Override
    public Mono<Void> close() {
        return onThread("closing the journal", () -> {
                    if (file != null) {
                        file.close();
                    }
                    if (mine) {
                        OPEN.remove(path);
                    }
                    return null;
                })
                .then(Mono.defer(thread::disposeGracefully))
                .onErrorComplete();
    }
}
