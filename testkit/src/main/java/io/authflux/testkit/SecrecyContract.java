// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.model.Account;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.model.VerificationToken;
import io.authflux.session.VerificationManager;
import io.authflux.session.VerificationRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Secrets: in no log line, no message of an exception and no {@code toString}. */
public interface SecrecyContract extends ContractFixture {

    /** A whole life of a user, failures included, leaves no secret in the log. */
    @Test
    default void logHoldsNoSecret() {
        Secrets secrets = new Secrets();
        List<String> lines;
        try (LogCapture log = LogCapture.start()) {
            User user = Given.in(this).user();
            live(user, secrets);
            verify(secrets);
            lines = log.lines();
        }

        assertThat(lines).allSatisfy(line -> assertThat(line).doesNotContain(secrets.all()));
    }

    private void live(User user, Secrets secrets) {
        NewSession session = secrets.session(user, Given.in(this).now().plusSeconds(60));
        Account account = secrets.account(user);
        var stored = Await.one(adapter().sessions().create(session));
        secrets.add(stored.accessToken());
        Await.failure(adapter().sessions().create(session));
        Await.done(adapter().accounts().link(account));
        Await.failure(adapter().accounts().link(account));
        Await.done(adapter().sessions().findWithUser(session.sessionToken()));
        Await.done(adapter().sessions().extend(session.sessionToken(), session.expires()));
        Await.all(adapter().sessions().findByUser(user.id()));
        Await.done(adapter().accounts().find(account.provider(), account.providerAccountId()));
        Await.done(adapter().sessions().delete(session.sessionToken()));
        Await.done(adapter().sessions().delete(session.sessionToken()));
        Await.done(adapter().users().delete(user.id()));
    }

    private void verify(Secrets secrets) {
        VerificationManager manager = new VerificationManager(
                adapter().verificationTokens(), secrets.next("app"), Duration.ofHours(1), clock());
        List<VerificationRequest> sent = Collections.synchronizedList(new ArrayList<>());
        Await.done(manager.request(Given.email(), r -> Mono.fromRunnable(() -> sent.add(r))));
        sent.forEach(r -> secrets.add(r.token()));
        sent.forEach(r -> Await.done(manager.verify(r.identifier(), r.token())));
        assertThat(manager.toString()).doesNotContain(secrets.all());
        assertThat(sent.toString()).doesNotContain(secrets.all());
    }

    /** What is emitted prints without its secrets, and so does the adapter. */
    @Test
    default void toStringHidesSecrets() {
        Secrets secrets = new Secrets();
        User user = Given.in(this).user();
        Instant end = Given.in(this).now().plusSeconds(60);
        NewSession session = secrets.session(user, end);
        VerificationToken token = new VerificationToken(Given.email(), secrets.next("vt"), end);

        var stored = Await.one(adapter().sessions().create(session));
        secrets.add(stored.accessToken());
        List<Object> printed = List.of(
                stored,
                Await.one(adapter().sessions().findWithUser(session.sessionToken())),
                Await.one(adapter().accounts().link(secrets.account(user))),
                Await.one(adapter().verificationTokens().create(token)),
                adapter(),
                adapter().sessions(),
                adapter().users().findById(user.id()),
                adapter().sessions().findWithUser(session.sessionToken()));

        assertThat(printed).allSatisfy(o -> assertThat(o.toString()).doesNotContain(secrets.all()));
    }

    /** The message of a violation names the field, and no value of the row. */
    @Test
    default void violationNamesNoValue() {
        Secrets secrets = new Secrets();
        User user = Given.in(this).user();
        NewSession session = secrets.session(user, Given.in(this).now().plusSeconds(60));
        Account account = secrets.account(user);
        Await.done(adapter().sessions().create(session));
        Await.done(adapter().accounts().link(account));
        secrets.add(user.email());
        secrets.add(account.providerAccountId());

        List<Throwable> failures = List.of(
                Await.failure(adapter().sessions().create(session)),
                Await.failure(adapter().accounts().link(account)),
                Await.failure(adapter().users().create(NewUser.of("Eve", user.email()))));

        assertThat(failures).allSatisfy(failure -> assertThat(String.valueOf(failure.getMessage()))
                .isNotBlank()
                .doesNotContain(secrets.all()));
    }
}
