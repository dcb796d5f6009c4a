// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static io.authflux.r2dbc.Condition.before;
import static io.authflux.r2dbc.Condition.equal;

import io.authflux.adapter.VerificationTokenStore;
import io.authflux.model.VerificationToken;
import io.authflux.r2dbc.statement.Command;
import io.authflux.r2dbc.statement.Query;
import io.authflux.r2dbc.statement.Statements;
import io.authflux.spi.Records;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** The verification tokens of a relational database. */
final class R2dbcVerificationTokenStore implements VerificationTokenStore {

    private final Statements statements;
    private final Clock clock;
    private final Table<VerificationToken> tokens;
    private final Query<VerificationToken> insert;
    private final Query<VerificationToken> find;
    private final Query<VerificationToken> consume;
    private final Command delete;
    private final Command deleteExpired;

    R2dbcVerificationTokenStore(StoreContext context) {
        statements = context.statements();
        clock = context.clock();
        tokens = context.tables().verificationTokens();
        Condition[] key = {equal("identifier"), equal("token")};
        insert = tokens.insert("verificationTokens.create");
        find = tokens.select("verificationTokens.find", "", key);
        consume = tokens.deleteReturning("verificationTokens.consume", key);
        delete = tokens.delete("verificationTokens.delete", key);
        deleteExpired = tokens.delete("verificationTokens.deleteExpired", before("expires"));
    }

    @Override
    public Mono<VerificationToken> create(VerificationToken token) {
        return tokens.insertInto(statements, insert, Records.values(token), clock);
    }

    @Override
    public Mono<VerificationToken> find(String identifier, String token) {
        return canMatch(identifier, token) ? statements.one(find, identifier, token) : Mono.empty();
    }

    @Override
    public Mono<VerificationToken> consume(String identifier, String token) {
        return canMatch(identifier, token) ? statements.one(consume, identifier, token) : Mono.empty();
    }

    @Override
    public Mono<Boolean> delete(String identifier, String token) {
        return canMatch(identifier, token)
                ? statements.update(delete, identifier, token).map(count -> count > 0)
                : Mono.just(false);
    }

    @Override
    public Mono<Long> deleteExpired(Instant now) {
        return statements.update(deleteExpired, Objects.requireNonNull(now, "now"));
    }

    private boolean canMatch(String identifier, String token) {
        // Both sides are evaluated, so that a null is reported whichever it is.
        boolean first = tokens.canMatch("identifier", identifier);
        boolean second = tokens.canMatch("token", token);
        return first && second;
    }
}
