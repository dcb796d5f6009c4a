// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks;

import io.authflux.benchmarks.database.Product;
import io.authflux.benchmarks.peer.PeerKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What {@code ./benchmark} was asked for; its {@code --help} explains the options.
 *
 * @param quick whether this is a quick look
 * @param products which databases
 * @param parts which parts
 * @param peers the peers' names; empty for all
 * @param callers how many callers
 * @param forks how many JVMs for each number
 * @param seconds how long each of a fork's five measured iterations lasts
 * @param sessions how many sessions
 * @param rows how many sessions growth is measured at
 * @param poolSize how many connections a peer may have
 * @param results where results go
 */
record SuiteSettings(
        boolean quick,
        List<Product> products,
        Set<Part> parts,
        List<PeerKind> peers,
        List<Integer> callers,
        int forks,
        int seconds,
        int sessions,
        List<Integer> rows,
        int poolSize,
        Path results) {

    /** What can be measured. */
    enum Part {
        LOOKUP,
        CHOICES,
        WRITE,
        OVERHEAD,
        GROWTH,
        MEMORY,
        PGBENCH
    }

    static SuiteSettings parse(String[] arguments) {
        Arguments given = new Arguments(List.of(arguments));
        boolean quick = given.flag("--quick");
        String databases = given.value("--database", "all");
        SuiteSettings settings = new SuiteSettings(
                quick,
                databases.equals("all")
                        ? List.of(Product.values())
                        : given.list("--database", databases).stream()
                                .map(Product::of)
                                .toList(),
                parts(given.list("--only", quick ? "lookup" : "lookup,choices,write,overhead,growth,memory,pgbench")),
                given.list("--peer", "").stream().map(PeerKind::of).toList(),
                numbers(given.list("--callers", quick ? "1,256" : "1,16,64,256,1024")),
                Integer.parseInt(given.value("--forks", quick ? "1" : "2")),
                Integer.parseInt(given.value("--seconds", quick ? "1" : "3")),
                Integer.parseInt(given.value("--sessions", "100000")),
                numbers(given.list("--rows", "1000,10000,100000,1000000,10000000")),
                Integer.parseInt(given.value("--pool", "10")),
                Path.of(given.value("--results", "benchmarks/results")));
        given.requireNoMore();
        if (settings.has(Part.PGBENCH) && !settings.has(Part.LOOKUP)) {
            throw new IllegalArgumentException("pgbench is measured beside look-ups: --only lookup,pgbench");
        }
        return settings;
    }

    private static List<Integer> numbers(List<String> words) {
        return words.stream().map(Integer::valueOf).toList();
    }

    private static Set<Part> parts(List<String> names) {
        return names.stream()
                .map(name -> Arrays.stream(Part.values())
                        .filter(part -> part.name().equalsIgnoreCase(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("there is no part named " + name)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
    }

    boolean has(Part part) {
        return parts.contains(part);
    }

    /** Words that are taken away as they are understood. */
    private static final class Arguments {

        private final List<String> words;

        Arguments(List<String> words) {
            this.words = new ArrayList<>(words);
        }

        boolean flag(String name) {
            return words.remove(name);
        }

        String value(String name, String usual) {
            int at = words.indexOf(name);
            if (at < 0) {
                return usual;
            }
            if (at + 1 == words.size()) {
                throw new IllegalArgumentException(name + " wants a value");
            }
            words.remove(at);
            return words.remove(at);
        }

        List<String> list(String name, String usual) {
            return Arrays.stream(value(name, usual).split(","))
                    .map(String::strip)
                    .filter(word -> !word.isEmpty())
                    .toList();
        }

        void requireNoMore() {
            if (!words.isEmpty()) {
                throw new IllegalArgumentException("not understood: " + String.join(" ", words));
            }
        }
    }
}
