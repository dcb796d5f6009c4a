// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import io.authflux.adapter.AuthAdapter;
import io.authflux.model.Account;
import io.authflux.model.Authenticator;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.Session;
import io.authflux.model.User;
import io.authflux.model.VerificationToken;
import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.EntityKind;
import io.authflux.token.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Rows to start a test from, each with values that no other test has. */
final class Given {

    private final ContractFixture fixture;

    private Given(ContractFixture fixture) {
        this.fixture = fixture;
    }

    static Given in(ContractFixture fixture) {
        return new Given(fixture);
    }

    /** A name that is used only once, and fits everywhere. */
    static String unique(String prefix) {
        return prefix + "-" + Tokens.random().substring(0, 16);
    }

    static String email() {
        return unique("ada") + "@example.org";
    }

    /** Puts the clock on an instant that every column can hold exactly. */
    Instant now() {
        Instant now = fixture.clock().instant().truncatedTo(unit());
        fixture.clock().set(now);
        return now;
    }

    /** The smallest step of time that every column can tell. */
    Duration tick() {
        return unit().getDuration();
    }

    private ChronoUnit unit() {
        return Stream.of(
                        unit(EntityKind.USER, "emailVerified"),
                        unit(EntityKind.SESSION, "expires"),
                        unit(EntityKind.VERIFICATION_TOKEN, "expires"))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The unit in which a column keeps the time; the database's own if the layout has no such column. */
    ChronoUnit unit(EntityKind kind, String field) {
        Optional<Column> column = fixture.schema().entity(kind).find(field);
        ChronoUnit database = fixture.instantPrecision();
        return column.map(Column::precision)
                .filter(layout -> layout.compareTo(database) > 0)
                .orElse(database);
    }

    /** An instant as a column gives it back: without what is finer than its unit, or only whether there was one. */
    Instant kept(EntityKind kind, String field, Instant exact) {
        boolean flag = fixture.schema().entity(kind).column(field).type() == ColumnType.INSTANT_FLAG;
        return flag ? Instant.EPOCH : exact.truncatedTo(unit(kind, field));
    }

    /** How many characters a column takes, up to a limit. */
    int length(EntityKind kind, String field, int limit) {
        return Math.min(
                limit, fixture.schema().entity(kind).column(field).length().orElse(limit));
    }

    /** Whether a field may be without a value. */
    boolean isOptional(EntityKind kind, String field) {
        return fixture.schema().entity(kind).column(field).nullable();
    }

    User user() {
        return Await.one(adapter().users().create(NewUser.of("Ada Lovelace", email())));
    }

    Session session(User user) {
        return session(user.id(), now().plus(Duration.ofHours(1)));
    }

    Session session(String userId, Instant expires) {
        return Await.one(adapter().sessions().create(NewSession.of(Tokens.random(), userId, expires)));
    }

    /** A session that ended a second ago. */
    Session expiredSession(User user) {
        return session(user.id(), now().minusSeconds(1));
    }

    Account account(User user) {
        return Await.one(adapter().accounts().link(newAccount(user).build()));
    }

    static Account.Builder newAccount(User user) {
        return Account.builder(user.id(), "oauth", "github", unique("gh"));
    }

    VerificationToken token() {
        return token(now().plus(Duration.ofHours(24)));
    }

    VerificationToken token(Instant expires) {
        return Await.one(adapter().verificationTokens().create(newToken(expires)));
    }

    static VerificationToken newToken(Instant expires) {
        return new VerificationToken(email(), Tokens.random(), expires);
    }

    Authenticator authenticator(User user) {
        return Await.one(adapter().authenticators().create(newAuthenticator(user, unique("credential"))));
    }

    static Authenticator newAuthenticator(User user, String credentialId) {
        return new Authenticator(
                credentialId, user.id(), credentialId, "cHVibGljIGtleQ==", 7, "multiDevice", true, "internal,hybrid");
    }

    private AuthAdapter adapter() {
        return fixture.adapter();
    }
}
