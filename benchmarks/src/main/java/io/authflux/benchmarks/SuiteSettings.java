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

    /** With one of these it is less than what is published. */
    private static final List<String> SMALLER =
            List.of("--peer", "--callers", "--forks", "--sessions", "--rows", "--pool");

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
        String only = given.value("--only", "");
        Set<Part> parts =
                only.isEmpty() ? quick ? EnumSet.of(Part.LOOKUP) : EnumSet.allOf(Part.class) : parts(words(only));
        String databases = given.value("--database", "all");
        String folder = "benchmarks/results" + (quick ? "/quick" : given.hasAny(SMALLER) ? "/part" : "");
        SuiteSettings settings = new SuiteSettings(
                quick,
                databases.equals("all")
                        ? bearing(List.of(Product.values()), parts)
                        : words(databases).stream().map(Product::of).toList(),
                parts,
                given.list("--peer", "").stream().map(PeerKind::of).toList(),
                numbers(given.list("--callers", quick ? "1,256" : "1,16,64,256,1024")),
                given.number("--forks", quick ? 1 : 2),
                given.number("--seconds", quick ? 1 : 3),
                given.number("--sessions", 100_000),
                numbers(given.list("--rows", "1000,10000,100000,1000000,10000000")),
                given.number("--pool", 10),
                Path.of(given.value("--results", folder)));
        given.requireNoMore();
        settings.check(!only.isEmpty());
        return settings;
    }

    /** The databases on which any of the parts is measured. */
    private static List<Product> bearing(List<Product> products, Set<Part> parts) {
        return parts.stream().anyMatch(Part::isMeasuredAnywhere) ? products : List.of(Product.POSTGRES);
    }

    /** Nothing that was asked for by name is left out without a word. */
    private void check(boolean byName) {
        if (products.isEmpty() || callers.isEmpty() || rows.isEmpty()) {
            throw new IllegalArgumentException("--database, --callers and --rows want one at least");
        }
        if (has(Part.PGBENCH) && !has(Part.LOOKUP)) {
            throw new IllegalArgumentException("pgbench is measured beside look-ups: --only lookup,pgbench");
        }
        if (has(Part.WRITE) && writers().isEmpty()) {
            throw new IllegalArgumentException(
                    "writes are measured with " + MOST_WRITERS + " callers at most; --only names the other parts");
        }
        boolean elsewhere = products.stream().anyMatch(product -> product != Product.POSTGRES);
        if (byName && elsewhere && !parts.stream().allMatch(Part::isMeasuredAnywhere)) {
            throw new IllegalArgumentException(
                    "overhead, growth, memory and pgbench are measured with --database postgres alone");
        }
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
        return words.stream().map(SuiteSettings::number).toList();
    }

    private static int number(String word) {
        int number = Integer.parseInt(word);
        if (number < 1) {
            throw new IllegalArgumentException("numbers begin with 1, not with " + word);
        }
        return number;
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

        boolean hasAny(List<String> names) {
            return names.stream().anyMatch(words::contains);
        }

        int number(String name, int usual) {
            return SuiteSettings.number(value(name, Integer.toString(usual)));
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
