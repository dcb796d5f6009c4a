// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.ReadPreference;
import com.mongodb.reactivestreams.client.MongoClient;
import io.authflux.adapter.AccountStore;
import io.authflux.adapter.AdapterInfo;
import io.authflux.adapter.AuthAdapter;
import io.authflux.adapter.AuthenticatorStore;
import io.authflux.adapter.SessionStore;
import io.authflux.adapter.UserStore;
import io.authflux.adapter.VerificationTokenStore;
import io.authflux.coalesce.Coalescer;
import io.authflux.layout.Family;
import io.authflux.layout.Layout;
import io.authflux.schema.EntityKind;
import io.authflux.schema.NamingStrategy;
import io.authflux.schema.Schema;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Mono;

/**
 * The stores in MongoDB, in the collections of NextAuth v3: {@code users}, {@code accounts}, {@code sessions},
 * {@code verificationRequests} and, for passkeys, {@code authenticators}. Fields are in camel case, keys ObjectIds, and
 * instants dates, which keep milliseconds. Thread-safe.
 *
 * <p>{@code Authflux.connect("mongodb://…")} makes one with a client of its own; {@link #builder} makes one for an
 * application that has a client already, which is never closed here.
 *
 * <p>The look-up of a session goes where the client's own read preference says ({@code readPreference} in a URL), and what is
 * not found there, or has ended there, is looked up on the primary, so that nobody who has just signed in is sent away;
 * a sign-out is seen as late as those servers see it. Everything else is read from the primary.
 *
 * <p>Where the server has {@code $lookup}, a session is found with its user in one round trip, else in two. Deleting a
 * user is a transaction on a replica set and on a sharded cluster; on a standalone server its sessions go first and the
 * user last, so that a crash in between signs nobody in and the call can be repeated.
 */
public final class MongoAdapter implements AuthAdapter {

    private final AdapterInfo info;
    private final UserStore users;
    private final AccountStore accounts;
    private final SessionStore sessions;
    private final VerificationTokenStore verificationTokens;
    private final AuthenticatorStore authenticators;
    private final Mono<Void> closing;

    MongoAdapter(
            MongoClient client,
            boolean ours,
            MongoRunner runner,
            AdapterInfo info,
            Map<EntityKind, MongoTable> tables,
            boolean lookup,
            MongoTransactions transactions,
            Coalescer.Limits limits) {
        this.info = info;
        MongoTable user = Objects.requireNonNull(tables.get(EntityKind.USER));
        MongoTable account = Objects.requireNonNull(tables.get(EntityKind.ACCOUNT));
        MongoTable session = Objects.requireNonNull(tables.get(EntityKind.SESSION));
        MongoTable token = Objects.requireNonNull(tables.get(EntityKind.VERIFICATION_TOKEN));
        MongoTable authenticator = Objects.requireNonNull(tables.get(EntityKind.AUTHENTICATOR));
        List<MongoTable> hanging = List.of(session, account, authenticator);
        MongoJoin accountWithUser = new MongoJoin(account, user, lookup, ReadPreference.primary());
        users = new MongoUserStore(user, account, hanging, accountWithUser, transactions, limits);
        accounts = new MongoAccountStore(account);
        sessions = new MongoSessionStore(session, user, lookup, client.getReadPreference(), limits);
        verificationTokens = new MongoVerificationTokenStore(token);
        authenticators = new MongoAuthenticatorStore(authenticator);
        closing = ours ? runner.closing(close(client)).cache() : Mono.empty();
    }

    /** Closes a client, which waits for its threads, and complains to nobody. */
    static Mono<Void> close(MongoClient client) {
        return Aside.call(() -> {
                    client.close();
                    return true;
                })
                .onErrorComplete()
                .then();
    }

    /**
     * Starts an adapter over a client that the application has.
     *
     * @param client the client, with whatever pool, timeouts, concerns and listeners the application wants; it is never
     *     closed here
     * @param databaseName the name of the database
     * @return a new builder
     */
    public static Builder builder(MongoClient client, String databaseName) {
        return new Builder(client, databaseName);
    }

    @Override
    public UserStore users() {
        return users;
    }

    @Override
    public AccountStore accounts() {
        return accounts;
    }

    @Override
    public SessionStore sessions() {
        return sessions;
    }

    @Override
    public VerificationTokenStore verificationTokens() {
        return verificationTokens;
    }

    @Override
    public AuthenticatorStore authenticators() {
        return authenticators;
    }

    @Override
    public AdapterInfo info() {
        return info;
    }

    @Override
    public Mono<Void> close() {
        return closing;
    }

    /** Prints product and version. */
    @Override
    public String toString() {
        return "MongoAdapter[" + info + "]";
    }

    /** Collects what an adapter needs beside the client. Not thread-safe. */
    public static final class Builder {

        private final MongoClient client;
        private final String databaseName;
        private Schema schema = Schema.nextAuth();
        private NamingStrategy naming = NamingStrategy.CAMEL;
        private String entityPrefix = "";
        private Clock clock = Clock.systemUTC();
        private boolean synchronize;
        private boolean ttlIndexes;
        private Coalescer.Limits lookups = Coalescer.Limits.DEFAULTS;

        private Builder(MongoClient client, String databaseName) {
            this.client = Objects.requireNonNull(client, "client");
            this.databaseName = Objects.requireNonNull(databaseName, "databaseName");
        }

        /**
         * Sets the collections and fields, before naming and prefix are applied. Default: NextAuth v3's.
         *
         * @param value the schema
         * @return this builder
         */
        public Builder schema(Schema value) {
            schema = Objects.requireNonNull(value, "schema");
            return this;
        }

        /**
         * Sets whose collections they are, in the names that they have there. Default: {@code Layouts.nextAuth()}.
         *
         * @param value the layout
         * @return this builder
         * @throws io.authflux.error.ConfigurationException if it does not exist on MongoDB
         */
        public Builder layout(Layout value) {
            naming = NamingStrategy.AS_IS;
            return schema(value.on(Family.MONGODB));
        }

        /**
         * Sets how names are written. Default {@link NamingStrategy#CAMEL}, as NextAuth has it on MongoDB.
         *
         * @param value the strategy; {@link NamingStrategy#AS_IS} for a schema that has the right names already
         * @return this builder
         */
        public Builder namingStrategy(NamingStrategy value) {
            naming = Objects.requireNonNull(value, "namingStrategy");
            return this;
        }

        /**
         * Sets what every collection's name starts with. Default empty.
         *
         * @param value the prefix
         * @return this builder
         */
        public Builder entityPrefix(String value) {
            entityPrefix = Objects.requireNonNull(value, "entityPrefix");
            return this;
        }

        /**
         * Sets what time it is, which decides which sessions have expired. Default: the system's clock.
         *
         * @param value the clock
         * @return this builder
         */
        public Builder clock(Clock value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /**
         * Makes the indexes that are missing; none is ever dropped or changed. Default false: they are checked.
         *
         * @param value whether to make them
         * @return this builder
         */
        public Builder synchronize(boolean value) {
            synchronize = value;
            return this;
        }

        /**
         * Has MongoDB itself delete sessions and tokens that have expired, by TTL indexes. Default false.
         *
         * @param value whether the indexes on {@code expires} are such
         * @return this builder
         */
        public Builder ttlIndexes(boolean value) {
            ttlIndexes = value;
            return this;
        }

        /**
         * Sets how look-ups of sessions and of users by key are gathered. Default: {@link
         * io.authflux.coalesce.Coalescer.Limits#DEFAULTS}.
         *
         * @param value how much at a time
         * @return this builder
         */
        public Builder lookupLimits(Coalescer.Limits value) {
            lookups = Objects.requireNonNull(value, "lookups");
            return this;
        }

        /**
         * Asks the server what it is, makes or checks the indexes, and makes the adapter.
         *
         * @return emits the adapter; cold, one adapter a subscription; cancelling leaves the client as it was; fails with
         *     {@link io.authflux.error.ConfigurationException}, {@link io.authflux.error.SchemaMismatchException},
         *     {@link io.authflux.error.StoreUnavailableException} or another
         *     {@link io.authflux.error.AuthfluxException}
         */
        public Mono<AuthAdapter> connect() {
            MongoConnection connection = new MongoConnection(
                    Map.of("", MongoLayout.of(schema, naming, entityPrefix)), clock, synchronize, ttlIndexes, lookups);
            return connection.open(client, databaseName, false, Duration.ZERO);
        }
    }
}
