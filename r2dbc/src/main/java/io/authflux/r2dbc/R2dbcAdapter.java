// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.adapter.AccountStore;
import io.authflux.adapter.AdapterInfo;
import io.authflux.adapter.AuthAdapter;
import io.authflux.adapter.AuthenticatorStore;
import io.authflux.adapter.SessionStore;
import io.authflux.adapter.UserStore;
import io.authflux.adapter.VerificationTokenStore;
import io.authflux.config.ConnectOptions;
import io.authflux.config.DatabaseConfig;
import io.authflux.error.ConfigurationException;
import io.authflux.layout.Layout;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.r2dbc.dialect.Dialects;
import io.authflux.r2dbc.schema.Ddl;
import io.authflux.r2dbc.schema.SchemaPlan;
import io.authflux.r2dbc.schema.TableLayout;
import io.authflux.schema.Schema;
import io.r2dbc.spi.ConnectionFactory;
import reactor.core.publisher.Mono;

/**
 * An {@link AuthAdapter} on a relational database. Thread-safe.
 *
 * <p>Made by {@link #builder(ConnectionFactory)} it uses the caller's connections, normally a pool's, and never closes
 * them: {@link #close()} then does nothing.
 */
public final class R2dbcAdapter implements AuthAdapter {

    private final UserStore users;
    private final AccountStore accounts;
    private final SessionStore sessions;
    private final VerificationTokenStore verificationTokens;
    private final AuthenticatorStore authenticators;
    private final AdapterInfo info;
    private final Mono<Void> release;

    R2dbcAdapter(StoreContext context, AdapterInfo info, Mono<Void> release) {
        this.users = new R2dbcUserStore(context);
        this.accounts = new R2dbcAccountStore(context);
        this.sessions = new R2dbcSessionStore(context);
        this.verificationTokens = new R2dbcVerificationTokenStore(context);
        this.authenticators = new R2dbcAuthenticatorStore(context);
        this.info = info;
        this.release = release;
    }

    /**
     * Starts an adapter on the caller's connections.
     *
     * @param connections where connections come from; use a pool, each call takes one
     * @return a new builder
     */
    public static R2dbcAdapterBuilder builder(ConnectionFactory connections) {
        return new R2dbcAdapterBuilder(connections);
    }

    /**
     * The statements that make the tables, for people who use Flyway, Liquibase or a shell instead of {@code
     * synchronize}.
     *
     * @param dialect the name of the dialect, for instance {@code postgres}
     * @param schema the tables
     * @return statements that end in a semicolon and a line break
     * @throws ConfigurationException if there is no such dialect
     */
    public static String ddl(String dialect, Schema schema) {
        return ddl(dialect, Layout.of(schema));
    }

    /**
     * The statements that make a layout's tables, for people who use Flyway, Liquibase or a shell.
     *
     * @param dialect the dialect's name
     * @param layout the tables
     * @return statements that end in a semicolon and a line break
     * @throws ConfigurationException if there is no such dialect, or the layout does not exist for it
     */
    public static String ddl(String dialect, Layout layout) {
        return ddl(dialect(dialect), layout);
    }

    private static String ddl(Dialect dialect, Layout layout) {
        return new Ddl(dialect, TableLayout.of(layout, dialect, "", schema -> schema)).script();
    }

    private static Dialect dialect(String name) {
        return Dialects.named(name)
                .orElseThrow(() ->
                        new ConfigurationException("there is no dialect " + name + "; known are " + Dialects.names()));
    }

    /**
     * What {@code synchronize} would do to a database, for review: it is read, and nothing is changed.
     *
     * @param config where the database is, with the options that name its tables
     * @param options the schema
     * @return emits the plan; cold; connects and closes what it opened at each subscription
     * @throws ConfigurationException at once if no driver opens this type
     */
    public static Mono<SchemaPlan> plan(DatabaseConfig config, ConnectOptions options) {
        return R2dbcAdapterProvider.plan(config, options);
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
        return release;
    }
}
