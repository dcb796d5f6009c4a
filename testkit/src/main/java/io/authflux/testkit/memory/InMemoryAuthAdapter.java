// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.memory;

import io.authflux.adapter.AccountStore;
import io.authflux.adapter.AdapterInfo;
import io.authflux.adapter.AuthAdapter;
import io.authflux.adapter.AuthenticatorStore;
import io.authflux.adapter.SessionStore;
import io.authflux.adapter.UserStore;
import io.authflux.adapter.VerificationTokenStore;
import io.authflux.config.ConnectOptions;
import io.authflux.layout.Family;
import io.authflux.layout.Layout;
import io.authflux.layout.Layouts;
import io.authflux.rows.RowAdapter;
import io.authflux.schema.Schema;
import io.authflux.testkit.Backdoor;
import reactor.core.publisher.Mono;

/**
 * An {@link AuthAdapter} in memory. It honours the schema like a database: unique keys, numbered rows, generated columns,
 * added columns, foreign keys, and how exactly a column can tell the time. Thread-safe; every operation is atomic.
 * Nothing outlives it.
 */
public final class InMemoryAuthAdapter implements AuthAdapter {

    private static final AdapterInfo INFO = new AdapterInfo("In-memory", "1");

    private final Memory memory;
    private final AuthAdapter rows;

    private InMemoryAuthAdapter(ConnectOptions options) {
        Layout layout = options.layout() == null ? Layouts.nextAuth() : options.layout();
        Schema schema = layout.on(Family.POSTGRES);
        memory = new Memory(schema);
        rows = new RowAdapter(memory, schema, options.clock(), INFO);
    }

    /**
     * An empty adapter with NextAuth v3's tables and the system's clock.
     *
     * @return a new adapter
     */
    public static InMemoryAuthAdapter create() {
        return create(ConnectOptions.defaults());
    }

    /**
     * An empty adapter.
     *
     * @param options the tables and the clock
     * @return a new adapter
     */
    public static InMemoryAuthAdapter create(ConnectOptions options) {
        return new InMemoryAuthAdapter(options);
    }

    /**
     * The other way to the rows, for tests.
     *
     * @return a back door that works even after {@link #close()}
     */
    public Backdoor backdoor() {
        return new MemoryBackdoor(memory);
    }

    @Override
    public UserStore users() {
        return rows.users();
    }

    @Override
    public AccountStore accounts() {
        return rows.accounts();
    }

    @Override
    public SessionStore sessions() {
        return rows.sessions();
    }

    @Override
    public VerificationTokenStore verificationTokens() {
        return rows.verificationTokens();
    }

    @Override
    public AuthenticatorStore authenticators() {
        return rows.authenticators();
    }

    @Override
    public AdapterInfo info() {
        return rows.info();
    }

    @Override
    public Mono<Void> close() {
        return rows.close();
    }

    /** Prints no row. */
    @Override
    public String toString() {
        return "InMemoryAuthAdapter";
    }
}
