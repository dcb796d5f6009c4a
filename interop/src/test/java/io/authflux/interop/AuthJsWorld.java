// SPDX-License-Identifier: Apache-2.0
package io.authflux.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.model.Account;
import io.authflux.testkit.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An adapter of Auth.js and ours on one database, on the tables of either. */
record AuthJsWorld(AuthJsAdapter adapter, AuthJsDatabase database, AuthAdapter ours, NodeAdapter theirs)
        implements AutoCloseable {

    static AuthJsWorld open(AuthJsTest.Pairing pairing, Path folder) throws IOException {
        AuthJsAdapter adapter = pairing.adapter();
        AuthJsDatabase database = pairing.database();
        DatabaseConfig using = database.fresh(folder)
                .mutate()
                .option(Options.LAYOUT, adapter.layout())
                .build();
        DatabaseConfig making = using.mutate().option(Options.SYNCHRONIZE, true).build();
        if (pairing.maker() == Maker.AUTHFLUX) {
            AuthAdapter ours = Await.one(Authflux.connect(making));
            return new AuthJsWorld(adapter, database, ours, connect(adapter, database, using));
        }
        NodeAdapter theirs = connect(adapter, database, making);
        return new AuthJsWorld(adapter, database, Await.one(Authflux.connect(using)), theirs);
    }

    static NodeAdapter connect(AuthJsAdapter adapter, AuthJsDatabase database, DatabaseConfig config)
            throws IOException {
        Map<String, Object> first = Map.of("adapter", adapter.script(), "database", database.words(config));
        return NodeAdapter.connect(NodeProject.AUTH_JS.get(), "authjs.js", first);
    }

    @Override
    public void close() throws IOException {
        theirs.close();
        Await.done(ours.close());
    }

    void assertVerified(@Nullable Instant ours) {
        assertThat(ours).isNotNull();
        if (adapter.keepsAuthJsFields()) {
            assertSame(Objects.requireNonNull(ours), AuthJsRows.VERIFIED);
        }
    }

    void assertVerified(Map<String, Object> user) {
        if (adapter.keepsAuthJsFields()) {
            assertSame(AuthJsRows.VERIFIED, AuthJsRows.moment(user, "emailVerified"));
        } else {
            assertThat(user).containsEntry("emailVerified", true);
        }
    }

    /** That an account has every field that was given. */
    void assertWhole(Account account, String userId) {
        Account expected = AuthJsRows.ours(userId, account.provider(), account.providerAccountId());
        if (adapter.keepsAuthJsFields()) {
            assertThat(account).isEqualTo(expected);
        } else {
            assertThat(account)
                    .usingRecursiveComparison()
                    .ignoringFields("type", "tokenType", "sessionState", "attributes")
                    .isEqualTo(expected);
        }
    }

    /** That two moments are the same, as exactly as the tables can say it. */
    void assertSame(Instant ours, Instant theirs) {
        Duration precision = adapter.precision(database);
        assertThat(Duration.between(ours, theirs).abs())
                .isLessThanOrEqualTo(precision.equals(Duration.ofMillis(1)) ? Duration.ZERO : precision);
    }
}
