// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.authflux.adapter.AuthAdapter;
import io.authflux.layout.Family;
import io.authflux.layout.Layout;
import io.authflux.layout.Layouts;
import io.authflux.schema.NamingStrategy;
import io.authflux.schema.Schema;
import io.authflux.testkit.Await;
import io.authflux.testkit.MutableClock;
import io.authflux.token.Tokens;
import reactor.core.publisher.Mono;

/** An empty database of its own on some server, with a client that is watched and an adapter on top. */
final class MongoBench implements AutoCloseable {

    private final MongoWatch watch = new MongoWatch();
    private final MutableClock clock = MutableClock.create();
    private final MongoClient client;
    private final MongoDatabase database;
    private final Schema schema;
    private final AuthAdapter adapter;

    private MongoBench(String url, Layout layout) {
        MongoClientSettings.Builder settings =
                MongoClientSettings.builder().applyConnectionString(new ConnectionString(url));
        client = MongoClients.create(watch.watch(settings).build());
        database = client.getDatabase("authflux_" + Tokens.random().substring(0, 16));
        schema = MongoLayout.of(layout.on(Family.MONGODB), NamingStrategy.AS_IS, "");
        adapter = Await.one(MongoAdapter.builder(client, database.getName())
                .layout(layout)
                .clock(clock)
                .synchronize(true)
                .connect());
    }

    static MongoBench on(String url) {
        return on(url, Layouts.nextAuth());
    }

    static MongoBench on(String url, Schema schema) {
        return on(url, Layout.of(schema));
    }

    static MongoBench on(String url, Layout layout) {
        return new MongoBench(url, layout);
    }

    AuthAdapter adapter() {
        return adapter;
    }

    MongoClient client() {
        return client;
    }

    MongoDatabase database() {
        return database;
    }

    MongoWatch watch() {
        return watch;
    }

    MutableClock clock() {
        return clock;
    }

    Schema schema() {
        return schema;
    }

    MongoBackdoor backdoor() {
        return new MongoBackdoor(database, schema);
    }

    @Override
    public void close() {
        Await.done(adapter.close());
        Await.done(Mono.from(database.drop()));
        client.close();
    }
}
