// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.authflux.adapter.AuthAdapter;
import io.authflux.coalesce.Coalescer;
import io.authflux.error.ConfigurationException;
import io.authflux.error.StoreUnavailableException;
import io.authflux.error.TransientStoreException;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Schema;
import io.authflux.spi.ServerTrust;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The way from a client to an adapter: ask what is there, make or check the indexes, try what the server can.
 *
 * @param schema the collections, as MongoDB has them
 * @param clock what time it is
 * @param synchronize whether to make the indexes that are missing
 * @param ttlIndexes whether those on {@code expires} delete
 * @param lookups how look-ups are gathered
 */
record MongoConnection(Schema schema, Clock clock, boolean synchronize, boolean ttlIndexes, Coalescer.Limits lookups) {

    private static final Logger LOG = LoggerFactory.getLogger(MongoConnection.class);
    private static final String OPERATION = "connect";

    /** Opens an adapter; the first answer of the server must come within the limit, if that is not zero. */
    Mono<AuthAdapter> open(MongoClient client, String databaseName, boolean ours, Duration limit) {
        return Mono.defer(() -> {
                    requireAcknowledged(client);
                    MongoDatabase database = client.getDatabase(databaseName);
                    Mono<MongoDeployment> first = MongoDeployment.of(database);
                    return (limit.isZero() ? first : first.timeout(limit))
                            .flatMap(deployment -> open(client, database, deployment, ours));
                })
                .onErrorMap(TimeoutException.class, e -> new StoreUnavailableException(OPERATION, e))
                .onErrorMap(e -> new MongoErrors(DuplicateKeys.NONE).translate(OPERATION, e))
                .onErrorMap(
                        TransientStoreException.class,
                        e -> explainTls(client).map(Throwable.class::cast).orElse(e));
    }

    /** The driver looks for a server until the time is over, and only then says why it found none: it might come. */
    private static Optional<ConfigurationException> explainTls(MongoClient client) {
        return client.getClusterDescription().getServerDescriptions().stream()
                .flatMap(server ->
                        ServerTrust.explain("MongoDB at " + server.getAddress(), server.getException()).stream())
                .findFirst();
    }

    private static void requireAcknowledged(MongoClient client) {
        if (!client.getWriteConcern().isAcknowledged()) {
            throw new ConfigurationException("the client's writes are not acknowledged (w=0), so nobody would know"
                    + " whether one happened: use another write concern");
        }
    }

    private Mono<AuthAdapter> open(
            MongoClient client, MongoDatabase database, MongoDeployment deployment, boolean ours) {
        return new MongoIndexes(database, schema, synchronize, ttlIndexes)
                .ensure()
                .flatMap(keys -> {
                    MongoRunner runner = new MongoRunner(new MongoErrors(keys), clock);
                    Map<EntityKind, MongoTable> tables = new EnumMap<>(EntityKind.class);
                    schema.entities()
                            .forEach((kind, entity) -> tables.put(kind, new MongoTable(runner, database, entity)));
                    MongoTable sessions = Objects.requireNonNull(tables.get(EntityKind.SESSION));
                    MongoTable users = Objects.requireNonNull(tables.get(EntityKind.USER));
                    return MongoDeployment.canLookup(sessions, users).map(lookup -> {
                        LOG.info(
                                "{}: a session is looked up in {}",
                                deployment.info(),
                                lookup
                                        ? "one round trip ($lookup)"
                                        : "two round trips, since the server has no $lookup");
                        MongoTransactions transactions = new MongoTransactions(client, deployment.replicated());
                        return new MongoAdapter(
                                client, ours, runner, deployment.info(), tables, lookup, transactions, lookups);
                    });
                });
    }
}
