// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The stand-in with other abilities: as a replica set, without {@code $lookup}, or refusing a command. */
final class ScriptedBackend extends MemoryBackend {

    private static final Set<String> GREETINGS = Set.of("hello", "ismaster", "isMaster");
    private static final Set<String> ENDS = Set.of("commitTransaction", "abortTransaction");

    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final Map<String, Queue<Document>> followers = new ConcurrentHashMap<>();
    private final List<Document> commands = new CopyOnWriteArrayList<>();
    private final boolean replicaSet;
    private volatile String blind = "none";

    ScriptedBackend(boolean replicaSet) {
        this.replicaSet = replicaSet;
    }

    /** Answers a command ({@code delete}, or {@code delete users}), or a pipeline with a stage of that name, with an error. */
    void refuse(String command, int code) {
        refusals.put(command, code);
    }

    void allow(String command) {
        refusals.remove(command);
    }

    /** As if servers that are read with a preference had heard of nothing yet. */
    void blind(String readPreference) {
        blind = readPreference;
    }

    /** As if somebody else inserted something right behind the next command of that name. */
    void follow(String command, Document other) {
        followers.computeIfAbsent(command, c -> new ConcurrentLinkedQueue<>()).add(other);
    }

    List<Document> commands(String name) {
        return commands.stream().filter(c -> c.containsKey(name)).toList();
    }

    @Override
    public @Nullable Document handleCommand(Channel channel, String database, String command, Document query) {
        commands.add(query);
        Integer code = refusals.getOrDefault(command + " " + query.get(command), refusals.get(command));
        if (code == null && String.valueOf(query.get("pipeline")).contains("$lookup")) {
            code = refusals.get("$lookup");
        }
        if (code != null) {
            throw new MongoServerError(code, "Refused", "refused");
        }
        if (command.equals("aggregate")
                && query.get("$readPreference") instanceof Document preference
                && blind.equals(preference.get("mode"))) {
            return super.handleCommand(
                    channel, database, command, query.cloneDeeply().append("aggregate", "nothing_yet"));
        }
        if (GREETINGS.contains(command)) {
            return greeting(super.handleCommand(channel, database, "isMaster", query));
        }
        return ENDS.contains(command) ? new Document("ok", 1.0) : followed(channel, database, command, query);
    }

    private @Nullable Document followed(Channel channel, String database, String command, Document query) {
        Document answer = super.handleCommand(channel, database, command, query);
        Document other =
                followers.getOrDefault(command, new ConcurrentLinkedQueue<>()).poll();
        if (other != null) {
            super.handleCommand(channel, database, "insert", other);
        }
        return answer;
    }

    private Document greeting(Document standalone) {
        return replicaSet
                ? standalone
                        .append("setName", "rs0")
                        .append("secondary", false)
                        .append("logicalSessionTimeoutMinutes", 30)
                : standalone;
    }
}
