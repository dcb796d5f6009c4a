// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.ReadPreference;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.authflux.adapter.AdapterInfo;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import reactor.core.publisher.Mono;

/**
 * What answers there.
 *
 * @param info product and version
 * @param replicated whether it is a replica set or a sharded cluster, which is what transactions take
 */
record MongoDeployment(AdapterInfo info, boolean replicated) {

    private static final int COMMAND_NOT_FOUND = 59;

    /** Unrecognized pipeline stage, FailedToParse, CommandNotFound, CommandNotSupported, NotImplemented. */
    private static final Set<Integer> NO_LOOKUP = Set.of(40324, 9, COMMAND_NOT_FOUND, 115, 238, 303);

    /** Asks the server. */
    static Mono<MongoDeployment> of(MongoDatabase database) {
        Mono<BsonDocument> hello = command(database, "hello")
                .onErrorResume(
                        e -> e instanceof MongoCommandException c && c.getCode() == COMMAND_NOT_FOUND,
                        e -> command(database, "isMaster"));
        return hello.zipWhen(
                h -> command(database, "buildInfo"), (h, build) -> new MongoDeployment(info(build), replicated(h)));
    }

    private static Mono<BsonDocument> command(MongoDatabase database, String name) {
        return Mono.from(database.runCommand(new BsonDocument(name, new BsonInt32(1)), BsonDocument.class));
    }

    private static boolean replicated(BsonDocument hello) {
        return hello.containsKey("setName")
                || hello.getString("msg", new BsonString("")).getValue().equals("isdbgrid");
    }

    private static AdapterInfo info(BsonDocument build) {
        if (build.isDocument("ferretdb")) {
            return new AdapterInfo("FerretDB", text(build.getDocument("ferretdb"), "version"));
        }
        return build.containsKey("ferretdbVersion")
                ? new AdapterInfo("FerretDB", text(build, "ferretdbVersion"))
                : new AdapterInfo("MongoDB", text(build, "version"));
    }

    private static String text(BsonDocument document, String name) {
        return document.getString(name, new BsonString("of unknown version")).getValue();
    }

    /** Tries whether the server can join, with a session that cannot be. */
    static Mono<Boolean> canLookup(MongoTable sessions, MongoTable users) {
        BsonDocument nothing = new BsonDocument(sessions.documents().name("sessionToken"), new BsonString(""));
        return new MongoJoin(sessions, users, true, ReadPreference.primary())
                .inOne(nothing)
                .hasElement()
                .map(found -> true)
                .onErrorResume(
                        e -> e instanceof MongoCommandException c && NO_LOOKUP.contains(c.getCode()),
                        e -> Mono.just(false));
    }
}
