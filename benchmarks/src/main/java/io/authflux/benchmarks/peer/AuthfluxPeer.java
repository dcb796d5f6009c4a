// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.benchmarks.load.Call;
import io.authflux.model.NewSession;
import io.authflux.model.SessionWithUser;
import io.authflux.model.VerificationToken;
import io.authflux.r2dbc.R2dbcAdapter;
import io.authflux.r2dbc.dialect.Dialects;
import io.r2dbc.pool.ConnectionPool;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** Authflux as its README says: from a URL, with its defaults but for the size of the pool, which is everybody's. */
final class AuthfluxPeer implements WritingPeer {

    private final AuthAdapter adapter;
    private final Mono<Void> closing;

    AuthfluxPeer(PeerSettings settings) {
        this(connect(settings, ""), Mono.empty());
    }

    private AuthfluxPeer(Mono<? extends AuthAdapter> connecting, Mono<Void> rest) {
        adapter = Objects.requireNonNull(connecting.toFuture().join());
        closing = adapter.close().then(rest);
    }

    /** With one more option in its URL. */
    static AuthfluxPeer with(PeerSettings settings, String option) {
        return new AuthfluxPeer(connect(settings, "&" + option), Mono.empty());
    }

    private static Mono<AuthAdapter> connect(PeerSettings settings, String more) {
        String url = settings.target().url();
        return Authflux.connect(url + (url.contains("?") ? "&" : "?") + "poolSize=" + settings.poolSize() + more);
    }

    /** As on a database that it has no dialect for. */
    static AuthfluxPeer withStandardSql(PeerSettings settings) {
        ConnectionPool pool = R2dbcDrivers.pool(settings);
        return new AuthfluxPeer(
                R2dbcAdapter.builder(pool)
                        .dialect(Dialects.ansi(index -> "$" + index))
                        .connect(),
                pool.disposeLater());
    }

    @Override
    public Call<String, SessionWithUser> lookup() {
        return (Call.Reactive<String, SessionWithUser>) adapter.sessions()::findWithUser;
    }

    @Override
    public Call<NewSession, Boolean> create() {
        return (Call.Reactive<NewSession, Boolean>)
                session -> adapter.sessions().create(session).map(made -> true);
    }

    @Override
    public Call<NewSession, Boolean> extend() {
        return (Call.Reactive<NewSession, Boolean>) session -> adapter.sessions()
                .extend(session.sessionToken(), session.expires())
                .map(extended -> true);
    }

    @Override
    public Call<VerificationToken, Boolean> consume() {
        return (Call.Reactive<VerificationToken, Boolean>) token -> adapter.verificationTokens()
                .create(token)
                .flatMap(made -> adapter.verificationTokens().consume(made.identifier(), made.token()))
                .map(consumed -> true);
    }

    @Override
    public void close() {
        closing.toFuture().join();
    }
}
