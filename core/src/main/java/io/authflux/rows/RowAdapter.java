// SPDX-License-Identifier: Apache-2.0
package io.authflux.rows;

import io.authflux.adapter.AccountStore;
import io.authflux.adapter.AdapterInfo;
import io.authflux.adapter.AuthAdapter;
import io.authflux.adapter.AuthenticatorStore;
import io.authflux.adapter.SessionStore;
import io.authflux.adapter.UserStore;
import io.authflux.adapter.VerificationTokenStore;
import io.authflux.schema.Schema;
import java.time.Clock;
import java.util.Objects;
import reactor.core.publisher.Mono;

/**
 * An adapter on rows that fit into memory, wherever they are kept: a file, a map that several processes share, nowhere. It
 * honours the schema as a database would: unique keys, generated columns, added columns, foreign keys, and how exactly a
 * column can tell the time. Thread-safe.
 */
public final class RowAdapter implements AuthAdapter {

    private final RowStorage storage;
    private final AdapterInfo info;
    private final UserStore users;
    private final AccountStore accounts;
    private final SessionStore sessions;
    private final VerificationTokenStore verificationTokens;
    private final AuthenticatorStore authenticators;

    /**
     * An adapter.
     *
     * @param storage where the rows are; closed with the adapter
     * @param schema the tables that the storage has
     * @param clock what time it is
     * @param info what the storage is
     */
    public RowAdapter(RowStorage storage, Schema schema, Clock clock, AdapterInfo info) {
        this.storage = Objects.requireNonNull(storage, "storage");
        this.info = Objects.requireNonNull(info, "info");
        RowContext rows = new RowContext(storage, schema, clock);
        users = new RowUserStore(rows);
        accounts = new RowAccountStore(rows);
        sessions = new RowSessionStore(rows);
        verificationTokens = new RowVerificationTokenStore(rows);
        authenticators = new RowAuthenticatorStore(rows);
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
        return storage.close();
    }

    /** Prints no row. */
    @Override
    public String toString() {
        return "RowAdapter[" + info + "]";
    }
}
