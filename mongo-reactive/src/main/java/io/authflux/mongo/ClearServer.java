// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.MongoClientSettings;
import com.mongodb.ReadPreference;
import com.mongodb.ServerAddress;
import com.mongodb.connection.ServerDescription;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import io.authflux.error.ConfigurationException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import reactor.core.publisher.Mono;

/**
 * Finds out whether a server that was asked to encrypt cannot. None says so: it hangs up, as one that is going down does,
 * or waits for more. So it is greeted in the clear, with nothing that is secret.
 */
final class ClearServer {

    private static final long LIMIT_SECONDS = 2;

    private ClearServer() {}

    /** Emits what is wrong; empty if it is something else. */
    static Mono<ConfigurationException> explain(MongoClient encrypted) {
        List<ServerAddress> hosts = encrypted.getClusterDescription().getServerDescriptions().stream()
                .map(ServerDescription::getAddress)
                .toList();
        return hosts.isEmpty() ? Mono.empty() : explain(hosts);
    }

    private static Mono<ConfigurationException> explain(List<ServerAddress> hosts) {
        return Mono.usingWhen(
                        Aside.call(() -> MongoClients.create(settings(hosts)))
                                .doOnDiscard(MongoClient.class, client -> Aside.run(client::close)),
                        client -> Mono.from(client.getDatabase("admin")
                                        .runCommand(
                                                new BsonDocument("ping", new BsonInt32(1)), ReadPreference.nearest()))
                                .map(answer -> new ConfigurationException("MongoDB at " + hosts
                                        + " does not encrypt, which sslMode asks for: have it do so, or connect with"
                                        + " sslMode=disable if nobody else is on the way")),
                        MongoAdapter::close)
                .onErrorComplete();
    }

    private static MongoClientSettings settings(List<ServerAddress> hosts) {
        return MongoClientSettings.builder()
                .applyToClusterSettings(
                        cluster -> cluster.hosts(hosts).serverSelectionTimeout(LIMIT_SECONDS, TimeUnit.SECONDS))
                .timeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .build();
    }
}
