// SPDX-License-Identifier: Apache-2.0
package io.authflux.quickstart;

import io.authflux.adapter.AuthAdapter;
import io.authflux.model.Account;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.session.CurrentSession;
import io.authflux.session.SessionManager;
import io.authflux.token.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import reactor.core.publisher.Mono;

/** Many users at once. Each run makes users of its own, so that it can be run again on the same database. */
final class Crowd {

    private static final String PROVIDER = "github";
    private static final int RUN_DIGITS = 12;

    private final AuthAdapter adapter;
    private final SessionManager sessions;
    private final Load load;
    private final Clock clock;
    private final String run = Tokens.random().substring(0, RUN_DIGITS);
    private final String[] userIds;
    private final String[] cookies;

    Crowd(AuthAdapter adapter, Load load, Clock clock, int size) {
        this.adapter = adapter;
        this.sessions = new SessionManager(adapter.sessions());
        this.load = load;
        this.clock = clock;
        this.userIds = new String[size];
        this.cookies = new String[size];
    }

    int size() {
        return userIds.length;
    }

    String email(int number) {
        return "user" + number + "." + run + "@example.com";
    }

    String userId(int number) {
        return userIds[number];
    }

    /** The session token of a user's first session. */
    String cookie(int number) {
        return cookies[number];
    }

    /** Signs everybody up as NextAuth does after a click on an e-mail link: find by address, create if nobody is there. */
    Mono<Duration> signUp() {
        return load.run("signing up", size(), i -> signUp((int) i));
    }

    private Mono<User> signUp(int number) {
        NewUser newcomer = NewUser.builder()
                .name("User " + number)
                .email(email(number))
                .emailVerified(clock.instant())
                .build();
        return adapter.users()
                .findByEmail(email(number))
                .flatMap(found ->
                        Mono.<User>error(new WrongAnswerException("user " + number + " was found before signing up")))
                .switchIfEmpty(adapter.users().create(newcomer))
                .doOnNext(user -> userIds[number] = user.id());
    }

    /** Links an account to everybody, and finds the user by it. */
    Mono<Duration> linkAccounts() {
        return load.run("linking accounts", size(), i -> linkAccount((int) i));
    }

    private Mono<User> linkAccount(int number) {
        String accountId = run + "-" + number;
        Account account = Account.builder(userIds[number], "oauth", PROVIDER, accountId)
                .accessToken(Tokens.random())
                .build();
        return adapter.accounts()
                .link(account)
                .then(adapter.users().findByAccount(PROVIDER, accountId))
                .filter(user -> user.id().equals(userIds[number]))
                .switchIfEmpty(
                        Mono.error(() -> new WrongAnswerException("the account of user " + number + " leads astray")));
    }

    /** Signs everybody in. */
    Mono<Duration> signIn() {
        return load.run("signing in", size(), i -> signIn((int) i));
    }

    private Mono<?> signIn(int number) {
        return sessions.create(userIds[number]).doOnNext(session -> cookies[number] = session.sessionToken());
    }

    /** Looks sessions up at random and checks every answer. */
    Mono<Duration> lookUp(String label, long count, Latencies latencies) {
        return load.run(label, count, i -> {
            int number = ThreadLocalRandom.current().nextInt(size());
            return latencies
                    .timed(sessions.lookup(cookies[number]))
                    .switchIfEmpty(Mono.error(
                            () -> new WrongAnswerException("the session of user " + number + " was not found")))
                    .doOnNext(found -> requireRight(number, found));
        });
    }

    private void requireRight(int number, CurrentSession found) {
        boolean right = found.session().sessionToken().equals(cookies[number])
                && found.session().userId().equals(userIds[number])
                && found.user().id().equals(userIds[number])
                && email(number).equals(found.user().email());
        if (!right) {
            throw new WrongAnswerException("the session of user " + number + " was answered with somebody else's");
        }
    }
}
