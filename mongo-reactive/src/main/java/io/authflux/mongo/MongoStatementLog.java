// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.event.CommandFailedEvent;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what was done to which collection and how long it took: {@code find users took 3 ms}. Never a value. */
final class MongoStatementLog implements CommandListener {

    private static final Logger LOG = LoggerFactory.getLogger(MongoStatementLog.class);

    private final Map<Integer, String> collections = new ConcurrentHashMap<>();
    private final boolean all;
    private final long slowNanos;

    /** Logs every statement, or those that take longer than the threshold, if that is not zero. */
    MongoStatementLog(boolean all, Duration slow) {
        this.all = all;
        slowNanos = slow.isZero() ? Long.MAX_VALUE : slow.toNanos();
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        BsonValue target = event.getCommand().get(event.getCommandName());
        if (target != null && target.isString()) {
            collections.put(event.getRequestId(), target.asString().getValue());
        }
    }

    @Override
    public void commandSucceeded(CommandSucceededEvent event) {
        log(event.getRequestId(), event.getCommandName(), event.getElapsedTime(TimeUnit.NANOSECONDS), null);
    }

    @Override
    public void commandFailed(CommandFailedEvent event) {
        log(
                event.getRequestId(),
                event.getCommandName(),
                event.getElapsedTime(TimeUnit.NANOSECONDS),
                event.getThrowable());
    }

    private void log(int requestId, String command, long nanos, @Nullable Throwable failure) {
        String collection = collections.remove(requestId);
        boolean slow = nanos > slowNanos;
        if (!all && !slow) {
            return;
        }
        String statement = collection == null ? command : command + " " + collection;
        String how =
                failure == null ? "took" : "failed with " + failure.getClass().getSimpleName() + " after";
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        if (slow) {
            LOG.warn("Slow statement: {} {} {} ms", statement, how, millis);
        } else {
            LOG.info("{} {} {} ms", statement, how, millis);
        }
    }
}
