// SPDX-License-Identifier: Apache-2.0
package io.authflux.quickstart;

import io.authflux.adapter.AuthAdapter;
import io.authflux.model.Session;
import io.authflux.model.UserUpdate;
import io.authflux.session.CurrentSession;
import io.authflux.session.SessionManager;
import io.authflux.session.SessionPolicy;
import io.authflux.session.VerificationManager;
import io.authflux.session.VerificationRequest;
import io.authflux.token.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What happens to single users of the crowd. */
final class Scenes {

    private static final Duration LATER = Duration.ofHours(25);

    private final AuthAdapter adapter;
    private final Crowd crowd;
    private final Narrator narrator;
    private final Clock clock;
    private final SessionManager sessions;

    Scenes(AuthAdapter adapter, Crowd crowd, Narrator narrator, Clock clock) {
        this.adapter = adapter;
        this.crowd = crowd;
        this.narrator = narrator;
        this.clock = clock;
        this.sessions = new SessionManager(adapter.sessions(), SessionPolicy.defaults(), clock);
    }

    Mono<Void> strangerComes() {
        return requireNobody(Tokens.random()).then(say(() -> "A made-up cookie signs nobody in."));
    }

    /** NextAuth's throttle: a session is written again when it is a day old, not at each request. */
    Mono<Void> sessionIsRefreshed() {
        String cookie = crowd.cookie(0);
        SessionManager tomorrow =
                new SessionManager(adapter.sessions(), SessionPolicy.defaults(), Clock.offset(clock, LATER));
        return found(sessions, cookie, false).flatMap(young -> found(tomorrow, cookie, true)
                .then(tomorrow.refresh(cookie))
                .map(Session::expires)
                .filterWhen(end -> found(tomorrow, cookie, false)
                        .map(refreshed -> refreshed.session().expires().equals(end)
                                && end.isAfter(young.session().expires())))
                .switchIfEmpty(wrong("a session was refreshed, and that was not kept"))
                .flatMap(end -> say(() -> refreshed(young.session().expires(), end))));
    }

    private static String refreshed(Instant before, Instant after) {
        return "A new session needs no refresh. A day later (the clock put forward by " + LATER.toHours()
                + " hours) it does:\n  it ends on " + day(after) + " now, no longer on " + day(before) + ".";
    }

    private static String day(Instant instant) {
        return instant.toString().substring(0, "2026-11-24".length());
    }

    /** The e-mail link: asked for in capitals, clicked twice. */
    Mono<Void> linkIsClicked() {
        int number = crowd.size() - 1;
        String email = crowd.email(number);
        VerificationManager links = new VerificationManager(adapter.verificationTokens(), Tokens.random());
        AtomicReference<VerificationRequest> mailbox = new AtomicReference<>();
        return links.request(email.toUpperCase(Locale.ROOT), mail -> Mono.fromRunnable(() -> mailbox.set(mail)))
                .then(say(() -> "Somebody asks for an e-mail link: the table keeps a hash, the mail has the token."))
                .then(Mono.defer(() -> click(links, email, mailbox)))
                .switchIfEmpty(wrong("the first click on an e-mail link was refused"))
                .flatMap(proven -> adapter.users().findByEmail(proven))
                .flatMap(user -> adapter.users()
                        .update(
                                user.id(),
                                UserUpdate.builder()
                                        .emailVerified(clock.instant())
                                        .build()))
                .filter(user -> user.id().equals(crowd.userId(number)) && user.emailVerified() != null)
                .switchIfEmpty(wrong("an e-mail link led to somebody else"))
                .then(Mono.defer(() -> click(links, email, mailbox)))
                .flatMap(twice -> wrong("the second click on an e-mail link was accepted"))
                .then(say(() -> "  First click: the address is proven. Second click: refused."));
    }

    private static Mono<String> click(
            VerificationManager links, String email, AtomicReference<VerificationRequest> mailbox) {
        VerificationRequest mail = Objects.requireNonNull(mailbox.get(), "no mail was sent");
        return links.verify(email, mail.token());
    }

    Mono<Void> userSignsOutEverywhere() {
        String userId = crowd.userId(0);
        return Flux.concat(sessions.create(userId), sessions.create(userId))
                .map(Session::sessionToken)
                .startWith(crowd.cookie(0))
                .collectList()
                .flatMap(cookies -> sessions.signOutEverywhere(userId)
                        .filter(gone -> gone == cookies.size())
                        .switchIfEmpty(wrong("signing out everywhere left a session, or took too many"))
                        .then(requireNobody(cookies))
                        .then(say(() -> "A user signs in on two more devices, and then out everywhere: "
                                + cookies.size() + " sessions are gone,\n  and none of their cookies works.")));
    }

    /** How many sessions these scenes made. */
    int sessionsMade() {
        return 2;
    }

    private static Mono<CurrentSession> found(SessionManager sessions, String cookie, boolean refreshDue) {
        return sessions.lookup(cookie)
                .filter(current -> current.refreshDue() == refreshDue)
                .switchIfEmpty(wrong("a session is gone, or wrong about being due to be refreshed"));
    }

    private Mono<Void> requireNobody(List<String> cookies) {
        return Flux.fromIterable(cookies).concatMap(this::requireNobody).then();
    }

    private Mono<Void> requireNobody(String cookie) {
        return sessions.lookup(cookie)
                .flatMap(somebody -> Mono.<CurrentSession>error(
                        new WrongAnswerException("a cookie that must not work signed somebody in")))
                .then();
    }

    private Mono<Void> say(Supplier<String> line) {
        return Mono.fromRunnable(() -> narrator.say(line.get()));
    }

    private static <T> Mono<T> wrong(String message) {
        return Mono.error(() -> new WrongAnswerException(message));
    }
}
