// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks;

import io.authflux.benchmarks.database.Target;
import io.authflux.benchmarks.peer.PeerKind;
import io.authflux.benchmarks.report.Score;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs JMH, one number at a time, and keeps what came out. */
final class Runs {

    private static final String CLASS_PATH = "java.class.path";

    private final SuiteSettings settings;
    private final Progress progress;
    private final Path log;
    private final List<RunResult> results = new ArrayList<>();

    Runs(SuiteSettings settings, Progress progress, Path log) {
        this.settings = settings;
        this.progress = progress;
        this.log = log;
    }

    /** What came out since this was last called. */
    List<RunResult> take() {
        List<RunResult> taken = List.copyOf(results);
        results.clear();
        return taken;
    }

    /** Fails if any fork does: a benchmark with wrong answers has no result. */
    Score run(Class<?> benchmark, String method, Target target, Map<String, String> parameters) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + benchmark.getName().replace(".", "\\.") + "\\." + method + "$")
                .forks(settings.forks())
                .measurementTime(TimeValue.seconds(settings.seconds()))
                .shouldFailOnError(true)
                .addProfiler(LatencyProfiler.class)
                .addProfiler(GCProfiler.class)
                .output(log.toString())
                // The rest is as for this JVM.
                .jvmArgsAppend(target.jvmOption(), "-Xms1g", "-Xmx1g");
        if (settings.quick()) {
            options.warmupIterations(1).warmupTime(TimeValue.seconds(4));
        }
        parameters.forEach(options::param);
        try {
            List<RunResult> found = on(PeerKind.of(parameters.getOrDefault("peer", "authflux")), options);
            if (found.size() != 1) {
                throw new IllegalStateException(found.size() + " results for " + parameters);
            }
            results.addAll(found);
            Score score = Score.of(found.get(0));
            progress.done(score.toString());
            return score;
        } catch (RunnerException e) {
            throw new IllegalStateException(
                    "the benchmark failed with " + parameters + "; JMH's own words are in " + log.getFileName(), e);
        }
    }

    /** JMH gives its forks this JVM's class path, whatever that property says now. */
    private static List<RunResult> on(PeerKind peer, ChainedOptionsBuilder options) throws RunnerException {
        String usual = System.getProperty(CLASS_PATH);
        String own = peer.classPath();
        System.setProperty(CLASS_PATH, own == null ? usual : own);
        try {
            return List.copyOf(new Runner(options.build()).run());
        } finally {
            System.setProperty(CLASS_PATH, usual);
        }
    }
}
