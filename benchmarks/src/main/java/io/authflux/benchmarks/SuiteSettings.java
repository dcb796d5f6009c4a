// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks;

import io.authflux.benchmarks.database.Product;
import io.authflux.benchmarks.peer.PeerKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
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

    private static final int MOST_WRITERS = 64;

    /** What can be measured. */
    enum Part {
        LOOKUP,
        CHOICES,
        WRITE,
        OVERHEAD,
        /** Says itself how many sessions there are. */
        GROWTH {
            @Override
            String measurement(SuiteSettings settings) {
                return forks(settings) + pools(settings);
            }
        },
        /** One look at the heap, without JMH. */
        MEMORY {
            @Override
            String measurement(SuiteSettings settings) {
                return "none: one look at the heap" + pools(settings);
            }
        },
        PGBENCH;

        boolean isMeasuredAnywhere() {
            return this == LOOKUP || this == CHOICES || this == WRITE;
        }

        /** How it is measured, in words. */
        String measurement(SuiteSettings settings) {
            return forks(settings) + ", " + settings.sessions() + " sessions" + pools(settings);
        }

        private static String forks(SuiteSettings settings) {
            return settings.forks() + " forks of 5 x " + settings.seconds() + " s";
        }

        private static String pools(SuiteSettings settings) {
            return ", pools of " + settings.poolSize();
        }
    }

    static SuiteSettings parse(String[] arguments) {
        Arguments given = new Arguments(List.of(arguments));
        boolean quick = given.flag("--quick");
        String databases = given.value("--database", "all");
        Set<Part> parts =
                parts(given.list("--only", quick ? "lookup" : "lookup,choices,write,overhead,growth,memory,pgbench"));
        List<PeerKind> peers =
                given.list("--peer", "").stream().map(PeerKind::of).toList();
        List<Integer> all = quick ? List.of(1, 256) : List.of(1, 16, 64, 256, 1024);
        String callers = given.value("--callers", "");
        boolean part = !peers.isEmpty() || !callers.isEmpty();
        SuiteSettings settings = new SuiteSettings(
                quick,
                bearing(
                        databases.equals("all")
                                ? List.of(Product.values())
                                : words(databases).stream().map(Product::of).toList(),
                        parts),
                parts,
                peers,
                callers.isEmpty() ? all : numbers(words(callers)),
                Integer.parseInt(given.value("--forks", quick ? "1" : "2")),
                Integer.parseInt(given.value("--seconds", quick ? "1" : "3")),
                Integer.parseInt(given.value("--sessions", "100000")),
                numbers(given.list("--rows", "1000,10000,100000,1000000,10000000")),
                Integer.parseInt(given.value("--pool", "10")),
                Path.of(given.value("--results", "benchmarks/results" + (quick ? "/quick" : part ? "/part" : ""))));
        given.requireNoMore();
        settings.check();
        return settings;
    }

    /** Nothing that was asked for is left out without a word. */
    private void check() {
        if (has(Part.PGBENCH) && !has(Part.LOOKUP)) {
            throw new IllegalArgumentException("pgbench is measured beside look-ups: --only lookup,pgbench");
        }
        if (parts.equals(EnumSet.of(Part.WRITE)) && writers().isEmpty()) {
            throw new IllegalArgumentException("writes are measured with " + MOST_WRITERS + " callers at most");
        }
        if (forks < 1 || seconds < 1 || sessions < 1 || poolSize < 1) {
            throw new IllegalArgumentException("--forks, --seconds, --sessions and --pool must be at least 1");
        }
        if (products.isEmpty()) {
            throw new IllegalArgumentException(
                    "overhead, growth, memory and pgbench are measured with PostgreSQL alone");
        }
    }

    /** The databases on which any of the parts is measured. */
    private static List<Product> bearing(List<Product> products, Set<Part> parts) {
        boolean anywhere = parts.stream().anyMatch(Part::isMeasuredAnywhere);
        return products.stream()
                .filter(product -> anywhere || product == Product.POSTGRES)
                .toList();
    }

    /** How many callers write: with more the database's own queue is all that is measured. */
    List<Integer> writers() {
        return callers.stream().filter(number -> number <= MOST_WRITERS).toList();
    }

    private static List<String> words(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
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

    /** What JMH hands on to the benchmark. */
    Map<String, String> parameters(PeerKind peer, int callers, int filled) {
        return Map.of(
                "peer",
                peer.id(),
                "callers",
                Integer.toString(callers),
                "sessions",
                Integer.toString(filled),
                "poolSize",
                Integer.toString(poolSize));
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
            return words(value(name, usual));
        }

        void requireNoMore() {
            if (!words.isEmpty()) {
                throw new IllegalArgumentException("not understood: " + String.join(" ", words));
            }
        }
    }
}
