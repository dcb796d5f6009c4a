// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.benchmarks.load.Call;
import io.authflux.model.NewSession;
import io.authflux.model.SessionWithUser;
import io.authflux.model.VerificationToken;
import java.util.Objects;

/** Authflux as its README says: from a URL, with its defaults. */
final class AuthfluxPeer implements WritingPeer {

    private final AuthAdapter adapter;

    AuthfluxPeer(PeerSettings settings) {
        adapter = Objects.requireNonNull(
                Authflux.connect(settings.target().url()).toFuture().join());
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
        adapter.close().toFuture().join();
    }
}
