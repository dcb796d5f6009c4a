// SPDX-License-Identifier: Apache-2.0
package io.authflux.interop;

import com.fasterxml.jackson.jr.ob.JSON;
import io.authflux.testkit.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** An adapter of the other world, in a Node.js process that {@link #close} ends. Thread-safe. */
final class NodeAdapter implements AutoCloseable {

    /** To leave a field out is another thing than to say that it is null. */
    private static final JSON WITH_NULLS = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

    private static final String ENDED = "the Node.js process has ended, see its log below target";
    private static final Duration COLD_START = Duration.ofMinutes(1);
    private static final int BUSY_ATTEMPTS = 500;
    private static final Duration BUSY_PAUSE = Duration.ofMillis(10);

    private final Process process;
    private final OutputStream input;
    private final AtomicInteger number = new AtomicInteger();
    private final ConcurrentMap<Integer, CompletableFuture<Object>> waiting = new ConcurrentHashMap<>();

    private NodeAdapter(Process process) {
        this.process = process;
        this.input = process.getOutputStream();
    }

    /**
     * Connects.
     *
     * @param project where the script is
     * @param script what to run
     * @param first the first line that it reads, which names the database
     */
    static NodeAdapter connect(NodeProject project, String script, Map<String, Object> first) throws IOException {
        NodeAdapter adapter = new NodeAdapter(project.start(script));
        CompletableFuture<Object> connected = new CompletableFuture<>();
        adapter.waiting.put(0, connected);
        Thread reader = new Thread(adapter::read, "answers of " + script);
        reader.setDaemon(true);
        reader.start();
        adapter.write(first);
        Await.one(Mono.fromFuture(connected), COLD_START);
        return adapter;
    }

    /** Calls an operation of the script; empty for null. */
    Mono<Object> call(String op, @Nullable Object... args) {
        return Mono.defer(() -> {
                    int id = number.incrementAndGet();
                    CompletableFuture<Object> answer = new CompletableFuture<>();
                    waiting.put(id, answer);
                    Map<String, Object> message = new LinkedHashMap<>();
                    message.put("id", id);
                    message.put("op", op);
                    message.put("args", Arrays.asList(args));
                    write(message);
                    return Mono.fromFuture(answer);
                })
                .retryWhen(Retry.fixedDelay(BUSY_ATTEMPTS, BUSY_PAUSE).filter(NodeAdapter::isBusy));
    }

    /**
     * TypeORM and others begin a transaction on SQLite with a read, and its first write is refused if somebody else has
     * written in between. It then rolls back, and whoever called has to call again.
     */
    private static boolean isBusy(Throwable error) {
        String message = String.valueOf(error.getMessage());
        return message.contains("SQLITE_BUSY") || message.contains("database is locked");
    }

    /** Calls an operation that answers an object. */
    @SuppressWarnings("unchecked")
    Mono<Map<String, Object>> object(String op, @Nullable Object... args) {
        return call(op, args).map(value -> (Map<String, Object>) value);
    }

    private synchronized void write(Map<String, Object> message) {
        try {
            input.write(NodeProject.line(WITH_NULLS.asString(message)));
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(ENDED, e);
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Map<String, Object> message = JSON.std.mapFrom(line);
                Number id = (Number) Objects.requireNonNull(message.get("id"), "an answer to nobody");
                CompletableFuture<Object> answer =
                        Objects.requireNonNull(waiting.remove(id.intValue()), "answered twice");
                Object error = message.get("error");
                if (error == null) {
                    answer.complete(message.get("value"));
                } else {
                    answer.completeExceptionally(new IllegalStateException(error.toString()));
                }
            }
            gone(new IOException(ENDED));
        } catch (IOException | RuntimeException e) {
            gone(e);
        }
    }

    private void gone(Exception why) {
        waiting.values().forEach(answer -> answer.completeExceptionally(why));
    }

    @Override
    public void close() throws IOException {
        input.close();
        process.onExit().join();
    }
}
