// SPDX-License-Identifier: Apache-2.0
package io.authflux.quickstart;

import io.authflux.adapter.AuthAdapter;
import io.authflux.config.DatabaseConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One run of the command line. The calling thread waits for the story and draws how far it is; {@link #stop} may come
 * from any other. To be used once.
 */
final class QuickstartCommand {

    private static final int OK = 0;
    private static final int STOPPED = 130;
    private static final int DRAW_MILLIS = 100;
    private static final int CLOSE_SECONDS = 3;
    private static final double NANOS = 1e9;

    private final Streams streams;
    private final Function<DatabaseConfig, Mono<AuthAdapter>> door;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean opened;
    private volatile @Nullable CompletableFuture<Report> running;

    /** Prints to the streams; opens databases through the door. */
    QuickstartCommand(Streams streams, Function<DatabaseConfig, Mono<AuthAdapter>> door) {
        this.streams = streams;
        this.door = door;
    }

    /** Runs, and answers the exit code. */
    int run(String... args) {
        Settings settings;
        try {
            settings = Arguments.parse(args);
        } catch (UsageException e) {
            return fail(e, false);
        }
        if (settings.help()) {
            streams.out().print(Arguments.help());
            streams.out().flush();
            return OK;
        }
        return run(settings);
    }

    private int run(Settings settings) {
        Narrator narrator = streams.narrator(settings.json());
        CompletableFuture<Report> future = job(settings, narrator).toFuture();
        running = future;
        try {
            Report report = await(future, narrator);
            if (settings.json()) {
                streams.out().println(report.json());
                streams.out().flush();
            } else {
                narrator.say("");
                narrator.say(report.table());
            }
            return OK;
        } catch (CancellationException e) {
            narrator.close();
            return STOPPED;
        } catch (ExecutionException e) {
            narrator.close();
            return fail(Failures.root(e), settings.trace());
        }
    }

    private Mono<Report> job(Settings settings, Narrator narrator) {
        return Mono.defer(() -> {
            DatabaseConfig config = Databases.of(settings.url());
            Mono<AuthAdapter> opening = door.apply(config);
            narrator.say("Opening " + Databases.describe(config) + " ...");
            return Mono.usingWhen(
                    announced(opening, narrator),
                    adapter -> new Story(adapter, settings, narrator, Clock.systemUTC()).tell(),
                    adapter -> adapter.close().doFinally(signal -> closed.countDown()));
        });
    }

    private Mono<AuthAdapter> announced(Mono<AuthAdapter> opening, Narrator narrator) {
        return opening.timed().map(timed -> {
            opened = true;
            AuthAdapter adapter = timed.get();
            narrator.say(connected(adapter, timed.elapsed()));
            return adapter;
        });
    }

    private static String connected(AuthAdapter adapter, Duration took) {
        double seconds = took.toNanos() / NANOS;
        return String.format(Locale.ROOT, "Connected to %s in %.2f s; its tables are ready.", adapter.info(), seconds);
    }

    private static Report await(CompletableFuture<Report> future, Narrator narrator) throws ExecutionException {
        while (true) {
            try {
                return future.get(DRAW_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                narrator.draw();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                future.cancel(true);
                throw new CancellationException();
            }
        }
    }

    /** Cancels the run if there is one, and waits a moment for its connections to be closed. */
    void stop() {
        CompletableFuture<Report> future = running;
        if (future == null || !future.cancel(true)) {
            return;
        }
        try {
            if (opened && !closed.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                streams.err().println("quickstart: stopped before the connections were closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int fail(Throwable error, boolean trace) {
        streams.err().println("quickstart: " + Failures.sentence(error));
        if (trace) {
            error.printStackTrace(streams.err());
        }
        streams.err().flush();
        return Failures.exitCode(error);
    }
}
