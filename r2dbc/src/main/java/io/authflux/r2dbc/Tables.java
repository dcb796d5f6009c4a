// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.coalesce.Coalescer;
import io.authflux.model.Account;
import io.authflux.model.Authenticator;
import io.authflux.model.Session;
import io.authflux.model.SessionWithUser;
import io.authflux.model.User;
import io.authflux.model.VerificationToken;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.r2dbc.dialect.KeyLock;
import io.authflux.r2dbc.schema.SchemaState;
import io.authflux.r2dbc.statement.Exclusion;
import io.authflux.r2dbc.statement.Query;
import io.authflux.schema.EntityKind;
import io.authflux.spi.Cells;
import io.authflux.spi.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The tables of one schema in one dialect, and the statements that join two of them. Immutable. */
final class Tables {

    private static final String TOKEN = "sessionToken";

    private final Dialect dialect;
    private final String databaseSchema;
    private final SchemaState state;
    private final Exclusion exclusion;

    private final Table<User> users;
    private final Table<Account> accounts;
    private final Table<Session> sessions;
    private final Table<VerificationToken> verificationTokens;
    private final Table<Authenticator> authenticators;

    /** {@code state}: what the database turned out to have. */
    Tables(Dialect dialect, String databaseSchema, SchemaState state) {
        this.dialect = dialect;
        this.databaseSchema = databaseSchema;
        this.state = state;
        exclusion = exclusion();
        users = table(EntityKind.USER, Records::user);
        accounts = table(EntityKind.ACCOUNT, Records::account);
        sessions = table(EntityKind.SESSION, Records::session);
        verificationTokens = table(EntityKind.VERIFICATION_TOKEN, Records::verificationToken);
        authenticators = table(EntityKind.AUTHENTICATOR, Records::authenticator);
    }

    private <T> Table<T> table(EntityKind kind, Function<Cells, T> factory) {
        return new Table<>(kind, dialect, databaseSchema, state, factory, exclusion);
    }

    private Exclusion exclusion() {
        KeyLock lock = dialect.keyLock();
        Exclusion.Row row = state.unguarded().isEmpty() || !(lock instanceof KeyLock.OfRow)
                ? null
                : LockRow.in(dialect, databaseSchema, state).orElse(null);
        return Exclusion.of(lock, databaseSchema, row);
    }

    Table<User> users() {
        return users;
    }

    Table<Account> accounts() {
        return accounts;
    }

    Table<Session> sessions() {
        return sessions;
    }

    Table<VerificationToken> verificationTokens() {
        return verificationTokens;
    }

    Table<Authenticator> authenticators() {
        return authenticators;
    }

    /** The tables whose rows go when their user goes. Sessions first: without one nobody is signed in. */
    List<Table<?>> dependents() {
        List<Table<?>> dependents = new ArrayList<>(List.of(sessions, accounts));
        if (state.present().contains(EntityKind.AUTHENTICATOR)) {
            dependents.add(authenticators);
        }
        return dependents;
    }

    boolean canMatchAccount(String provider, String providerAccountId) {
        // Both sides are evaluated, so that a null is reported whichever it is.
        boolean first = accounts.canMatch("provider", provider);
        boolean second = accounts.canMatch("providerAccountId", providerAccountId);
        return first && second;
    }

    Query<User> userByAccount() {
        return new SqlText(dialect)
                .add("SELECT " + users.selection("u") + " FROM " + accounts.sqlName() + " a JOIN " + users.sqlName()
                        + " u ON " + column(users, "u", "id") + " = " + column(accounts, "a", "userId") + " WHERE ")
                .compare(accounts, "provider", column(accounts, "a", "provider"), "=")
                .add(" AND ")
                .compare(accounts, "providerAccountId", column(accounts, "a", "providerAccountId"), "=")
                .query("users.findByAccount", users.readerFrom(0));
    }

    /** The hot path: parameters are the token and the current instant. */
    Query<SessionWithUser> sessionWithUser() {
        return sessionWithUser(sql -> sql.compare(sessions, TOKEN, column(sessions, "s", TOKEN), "="));
    }

    /** The hot path for many: parameters are the tokens and the current instant. */
    ManyQuery<SessionWithUser> sessionsWithUser(int most) {
        return new ManyQuery<>(
                dialect,
                sessions,
                TOKEN,
                most,
                tokens -> sessionWithUser(sql -> tokens.apply(sql.add(column(sessions, "s", TOKEN)))));
    }

    /**
     * Where keys are an array the planner guesses that it has ten, and reads a small table by its index of ends instead,
     * comparing each row with the whole array: {@code IS TRUE} keeps that index out of it, for one key too, where it changes
     * nothing. Measured in {@code docs/adr/0014-hot-path-log.md}.
     */
    private Query<SessionWithUser> sessionWithUser(Function<SqlText, SqlText> tokens) {
        boolean array = dialect.many().array();
        RowReader<Session> session = sessions.readerFrom(0);
        RowReader<User> user = users.readerFrom(session.columns().size());
        SqlText sql = new SqlText(dialect)
                .add("SELECT " + sessions.selection("s") + ", " + users.selection("u") + " FROM " + sessions.sqlName()
                        + " s JOIN " + users.sqlName() + " u ON " + column(users, "u", "id") + " = "
                        + column(sessions, "s", "userId") + " WHERE ");
        return tokens.apply(sql)
                .add(array ? " AND (" : " AND ")
                .compare(sessions, "expires", column(sessions, "s", "expires"), ">=")
                .add(array ? ") IS TRUE" : "")
                .query("sessions.findWithUser", row -> new SessionWithUser(session.apply(row), user.apply(row)));
    }

    /** Users by their keys. */
    ManyQuery<User> usersById(int most) {
        return new ManyQuery<>(dialect, users, "id", most, ids -> ids.apply(new SqlText(dialect)
                        .add("SELECT " + users.selection("") + " FROM " + users.sqlName() + " WHERE "
                                + column(users, "", "id")))
                .query("users.findById", users.readerFrom(0)));
    }

    /** As many look-ups at a time as one statement takes, or is the faster for. */
    Coalescer.Limits limited(Coalescer.Limits lookups) {
        return new Coalescer.Limits(
                lookups.lanes(), Math.min(lookups.batchSize(), dialect.many().most()), lookups.queueSize());
    }

    private static String column(Table<?> table, String alias, String field) {
        return table.column(alias, table.entity().column(field));
    }
}
