// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.MongoClientSettings;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.ConnectionCheckedInEvent;
import com.mongodb.event.ConnectionCheckedOutEvent;
import com.mongodb.event.ConnectionPoolListener;
import io.authflux.testkit.Await;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.BsonDocument;

/** Watches what a client sends, and that it puts back every connection. */
final class MongoWatch implements CommandListener, ConnectionPoolListener {

    private static final Set<String> NOT_COUNTED = Set.of("commitTransaction", "abortTransaction", "endSessions");

    private final AtomicLong roundTrips = new AtomicLong();
    private final AtomicLong inUse = new AtomicLong();
    private final List<BsonDocument> commands = new CopyOnWriteArrayList<>();
    private volatile boolean recording;

    MongoClientSettings.Builder watch(MongoClientSettings.Builder settings) {
        return settings.addCommandListener(this)
                .applyToConnectionPoolSettings(pool -> pool.addConnectionPoolListener(this));
    }

    long roundTrips() {
        return roundTrips.get();
    }

    /** From now on keeps every command. */
    void record() {
        commands.clear();
        recording = true;
    }

    List<BsonDocument> commands() {
        return List.copyOf(commands);
    }

    /** A connection goes back just after the answer was handed out. */
    void assertNothingLeaked() {
        Await.until(() -> inUse.get() == 0);
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        if (!NOT_COUNTED.contains(event.getCommandName())) {
            roundTrips.incrementAndGet();
        }
        if (recording) {
            commands.add(BsonDocument.parse(event.getCommand().toJson()));
        }
    }

    @Override
    public void connectionCheckedOut(ConnectionCheckedOutEvent event) {
        inUse.incrementAndGet();
    }

    @Override
    public void connectionCheckedIn(ConnectionCheckedInEvent event) {
        inUse.decrementAndGet();
    }
}
