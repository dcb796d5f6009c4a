// SPDX-License-Identifier: Apache-2.0
package io.authflux.quickstart;

import io.authflux.adapter.AuthAdapter;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import reactor.core.publisher.Mono;

/** From the first sign-up to the last sign-out, on an open database. */
final class Story {

    private static final int WARMUP_SHARE = 5;
    private static final int MAX_WARMUP = 20_000;
    private static final double MEDIAN = 50;
    private static final double TAIL = 99;

    private final AuthAdapter adapter;
    private final Settings settings;
    private final Narrator narrator;
    private final Crowd crowd;
    private final Scenes scenes;
    private final Latencies latencies = new Latencies();

    Story(AuthAdapter adapter, Settings settings, Narrator narrator, Clock clock) {
        this.adapter = adapter;
        this.settings = settings;
        this.narrator = narrator;
        this.crowd = new Crowd(adapter, new Load(narrator, settings.concurrency()), clock, settings.users());
        this.scenes = new Scenes(adapter, crowd, narrator, clock);
    }

    /** Tells it once. Emits what came of it; fails if the database does or if an answer is wrong. */
    Mono<Report> tell() {
        return crowdArrives().then(lookUp()).flatMap(took -> scenes.strangerComes()
                .then(scenes.sessionIsRefreshed())
                .then(scenes.linkIsClicked())
                .then(scenes.userSignsOutEverywhere())
                .then(Mono.fromSupplier(() -> report(took))));
    }

    private Mono<Void> crowdArrives() {
        return say(String.format(
                        Locale.ROOT,
                        "%,d users sign up, %,d calls at a time:",
                        settings.users(),
                        settings.concurrency()))
                .then(crowd.signUp())
                .then(crowd.linkAccounts())
                .then(crowd.signIn())
                .then();
    }

    private Mono<Duration> lookUp() {
        return say("Every request looks its session up; every answer is checked:")
                .then(crowd.lookUp("warming up, not measured", warmup(), new Latencies()))
                .then(crowd.lookUp("looking sessions up", settings.lookups(), latencies));
    }

    private int warmup() {
        return Math.min(MAX_WARMUP, Math.max(1, settings.lookups() / WARMUP_SHARE));
    }

    private Report report(Duration took) {
        return new Report(
                adapter.info().toString(),
                settings.users(),
                settings.users(),
                settings.users() + scenes.sessionsMade(),
                1,
                settings.lookups(),
                warmup(),
                settings.concurrency(),
                Math.round(Load.perSecond(settings.lookups(), took)),
                latencies.micros(MEDIAN),
                latencies.micros(TAIL));
    }

    private Mono<Void> say(String line) {
        return Mono.fromRunnable(() -> narrator.say(line));
    }
}
