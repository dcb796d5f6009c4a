// SPDX-License-Identifier: Apache-2.0
package io.authflux.coalesce;

import io.authflux.error.StoreBusyException;
import io.authflux.error.StoreFailureException;
import io.authflux.error.TransientStoreException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Natural batching: a look-up goes out at once while a lane is free; only while all lanes are busy do look-ups gather,
 * and the next free lane takes its share of them together. There is no timer, so nothing is added when idle.
 *
 * <p>Equal keys that go out together are sent once. A key that is on the wire already is never shared: what changed since it
 * was sent must be seen by whoever asks now. When a batch fails for a reason that will not pass, or is answered with what
 * nobody asked for and the source takes that for equal, keys are tried one by one, so that one bad key never harms its neighbours. When the last caller of a
 * batch leaves, it is cancelled and its lane is free.
 *
 * <p>Thread-safe; no lock guards who waits and which lanes are free. Who enqueues a caller, and who frees a lane, raises
 * {@code work} afterwards; whoever raises it from zero dispatches, alone, and looks at lanes and queue again until nobody
 * has raised it since he looked. So a caller and a free lane never miss each other: whichever came last has raised {@code work} after both were
 * there.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class Coalescer<K, V> {

    /** So few keys are not split among lanes; measured in {@code docs/adr/0014-hot-path-log.md}. */
    private static final int WORTH_SPLITTING = 32;

    private final String operation;
    private final LookupSource<K, V> source;
    private final Limits limits;

    private final Queue<Pending<K, V>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final AtomicInteger busyLanes = new AtomicInteger();
    private final AtomicInteger work = new AtomicInteger();

    /**
     * A coalescer.
     *
     * @param operation what the callers do, for instance {@code sessions.findWithUser}; goes into errors
     * @param source what is asked
     * @param limits how much at a time
     */
    public Coalescer(String operation, LookupSource<K, V> source, Limits limits) {
        this.operation = operation;
        this.source = source;
        this.limits = limits;
    }

    /**
     * How much is done at a time.
     *
     * @param lanes how many batches that somebody waits for may be on the wire at once, at least 1
     * @param batchSize how many distinct keys a batch may have, at least 1; 1 turns batching off
     * @param queueSize how many look-ups may wait, at least 1; one more fails at once. A batch has no more callers than that,
     *     either. Who leaves keeps his place until the next lane is free, so that what waits is bounded even where everybody
     *     leaves
     */
    public record Limits(int lanes, int batchSize, int queueSize) {

        /** Two lanes keep client and server busy at the same time; measured in {@code docs/adr/0007-coalesced-lookups.md}. */
        public static final Limits DEFAULTS = new Limits(2, 256, 10_000);

        /** Checks. */
        public Limits {
            if (lanes < 1 || batchSize < 1 || queueSize < 1) {
                throw new IllegalArgumentException("lanes, batchSize and queueSize must be at least 1, were " + lanes
                        + ", " + batchSize + " and " + queueSize);
            }
        }
    }

    /**
     * Looks a key up.
     *
     * @param key the key
     * @return emits its value, or is empty; cold, each subscription waits for an answer that was read after it; fails as
     *     the source does, or with {@link StoreBusyException} if too many look-ups wait; cancelling drops this caller
     *     alone; signals arrive on a thread of the coalescer's, or on the source's if nobody else waits: like any signal
     *     of a driver, it must not be blocked
     */
    public Mono<V> find(K key) {
        return Mono.create(sink -> submit(key, sink));
    }

    private void submit(K key, MonoSink<V> sink) {
        if (waitingCount.incrementAndGet() > limits.queueSize()) {
            waitingCount.decrementAndGet();
            sink.error(new StoreBusyException(operation, null));
            return;
        }
        Pending<K, V> pending = new Pending<>(key, sink);
        sink.onCancel(pending);
        waiting.add(pending);
        dispatch();
    }

    private void dispatch() {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        do {
            while (busyLanes.get() < limits.lanes() && !waiting.isEmpty()) {
                Batch<K, V> batch = take();
                if (batch.size() > 0) {
                    busyLanes.incrementAndGet();
                    sendOrFail(batch);
                    batch.sent();
                }
            }
            missed = work.addAndGet(-missed);
        } while (missed != 0);
    }

    /**
     * Moves waiting callers into a batch, without those who left. Those who ask for one key are bounded too: while it is filled
     * more of them come.
     */
    private Batch<K, V> take() {
        Batch<K, V> batch = new Batch<>(this::release);
        while (batch.size() < limits.batchSize()
                && batch.callers().size() < limits.queueSize()
                && !isFairShare(batch)) {
            Pending<K, V> pending = waiting.poll();
            if (pending == null) {
                break;
            }
            waitingCount.decrementAndGet();
            batch.add(pending);
        }
        return batch;
    }

    /**
     * A key for each caller who would be left for each other lane: with everybody in one batch the others would find nobody, and
     * client and server would wait for each other in turn. While a batch has few keys, callers who ask for the same travel
     * together, however many they are.
     */
    private boolean isFairShare(Batch<K, V> batch) {
        return batch.size() >= WORTH_SPLITTING && (long) batch.size() * (limits.lanes() - 1) >= waitingCount.get();
    }

    /** A driver may throw at once what Reactor hands on to nobody, as if a class of it is missing. */
    private void sendOrFail(Batch<K, V> batch) {
        try {
            send(batch);
        } catch (RuntimeException | Error e) {
            fail(batch, new StoreFailureException(operation, e));
        }
    }

    private void send(Batch<K, V> batch) {
        List<K> keys = batch.keys();
        if (keys.size() == 1) {
            Mono.defer(() -> source.one(keys.get(0)))
                    .subscribe(batch.awaits(
                            new Answer<>(value -> finish(batch, p -> p.answer(value)), error -> fail(batch, error))));
        } else {
            Mono.defer(() -> source.many(keys))
                    .subscribe(batch.awaits(
                            new Answer<>(values -> found(batch, values), error -> failed(keys, batch, error))));
        }
    }

    /**
     * A value that nobody asked for says that what is equal for the database is not for us, as in PostgreSQL's {@code character}
     * columns, which are filled up with blanks. Then who is told that there is nothing might be told so wrongly, and is asked for
     * alone; unless keys are compared more strictly where they are alone, as in MySQL's columns that ignore case.
     */
    private void found(Batch<K, V> batch, @Nullable List<V> values) {
        boolean asked = true;
        for (V value : values == null ? List.<V>of() : values) {
            asked &= batch.found(source.key(value), value);
        }
        List<K> missing = asked || source.isOneStricter() ? List.of() : batch.missing();
        if (missing.isEmpty()) {
            finish(batch, Pending::answer);
        } else {
            List<Pending<K, V>> found =
                    batch.callers().stream().filter(Pending::hasFound).toList();
            answer(found, Pending::answer);
            oneByOne(missing, batch);
        }
    }

    /**
     * The lane is free before anybody is answered: the next batch is on its way while this one's callers work. Who is alone is
     * answered here and now, at no cost of another thread; not beneath a dispatch, nor while others wait for this one. A caller
     * who blocks here blocks the driver's thread, as with every other signal of a driver.
     */
    private void finish(Batch<K, V> batch, Consumer<Pending<K, V>> answer) {
        if (batch.finish()) {
            boolean alone =
                    batch.callers().size() == 1 && batch.isSent() && busyLanes.get() == 0 && waitingCount.get() == 0;
            Delivery<Pending<K, V>> delivery = new Delivery<>(batch.callers(), answer);
            if (alone) {
                delivery.answerAll();
            } else {
                delivery.start();
            }
        }
    }

    /** A failure of the moment is everybody's; any other may be one key's fault. */
    private void failed(List<K> keys, Batch<K, V> batch, Throwable error) {
        if (error instanceof TransientStoreException) {
            fail(batch, error);
        } else {
            oneByOne(keys, batch);
        }
    }

    /**
     * Keeps the lane: the keys of a batch that failed go out in turn, so that the server is not flooded with them. A failure of
     * the moment ends it for all who have no answer yet: they would wait for the same server, one after the other.
     */
    private void oneByOne(List<K> keys, Batch<K, V> batch) {
        Flux.fromIterable(keys)
                .filter(key -> !batch.callers(key).isEmpty())
                .concatMap(
                        key -> Mono.defer(() -> alone(key))
                                .map(Optional::of)
                                .defaultIfEmpty(Optional.empty())
                                .doOnNext(value -> answer(batch.callers(key), p -> p.answer(value.orElse(null))))
                                .onErrorResume(error -> !(error instanceof TransientStoreException), error -> {
                                    answer(batch.callers(key), p -> p.fail(another(error)));
                                    return Mono.empty();
                                }),
                        0)
                .then()
                .subscribe(batch.awaits(new Answer<>(nothing -> batch.finish(), error -> fail(batch, error))));
    }

    /** As in {@link #sendOrFail}: what Reactor hands on to nobody, nobody would catch here. */
    private Mono<V> alone(K key) {
        try {
            return source.one(key);
        } catch (Error e) {
            return Mono.error(new StoreFailureException(operation, e));
        }
    }

    /** Who has his answer no longer keeps the batch going. */
    private void answer(List<Pending<K, V>> callers, Consumer<Pending<K, V>> answer) {
        new Delivery<>(callers, answer).start();
        callers.forEach(Pending::dispose);
    }

    /** All who have no answer yet. */
    private void fail(Batch<K, V> batch, Throwable error) {
        boolean shared = batch.callers().size() > 1;
        finish(batch, p -> p.failUnlessGone(shared ? another(error) : error));
    }

    private Throwable another(Throwable error) {
        return Failures.another(operation, error);
    }

    private void release() {
        busyLanes.decrementAndGet();
        dispatch();
    }
}
