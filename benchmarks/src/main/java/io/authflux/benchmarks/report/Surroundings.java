// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.report;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the numbers depend on. Never a path or a name of the machine.
 *
 * @param machine cores, processor, memory
 * @param system the operating system
 * @param jdk the Java
 * @param libraries drivers and peers, with versions
 * @param date the day
 */
public record Surroundings(String machine, String system, String jdk, String libraries, LocalDate date) {

    private static final Pattern JAR = Pattern.compile(
            "(r2dbc-(?:postgresql|mysql|mariadb|h2|pool)|postgresql|mariadb-java-client|h2|sqlite-jdbc|HikariCP|jooq"
                    + "|vertx-(?:pg|mysql)-client|spring-r2dbc|spring-data-mongodb|mongodb-driver-reactivestreams"
                    + "|hibernate-reactive-core|reactor-core|netty-transport)-(\\d.*)\\.jar");

    /**
     * Looks around.
     *
     * @return the surroundings of this JVM
     */
    public static Surroundings look() {
        return new Surroundings(
                Runtime.getRuntime().availableProcessors() + " cores, "
                        + line("/proc/cpuinfo", "model name\\s*: (.*)", "unknown processor") + ", "
                        + gibibytes(line("/proc/meminfo", "MemTotal:\\s*(\\d+) kB", "0")) + " GiB",
                line("/etc/os-release", "PRETTY_NAME=\"(.*)\"", System.getProperty("os.name")) + ", "
                        + System.getProperty("os.arch"),
                System.getProperty("java.vendor.version", "") + " " + System.getProperty("java.runtime.version"),
                libraries(
                        System.getProperty("java.class.path"), System.getProperty("authflux.benchmark.hibernate", "")),
                LocalDate.now(Clock.systemUTC().withZone(ZoneOffset.UTC)));
    }

    private static long gibibytes(String kibibytes) {
        return Math.round(Double.parseDouble(kibibytes) / (1 << 20));
    }

    private static String line(String file, String pattern, String usual) {
        try {
            List<String> lines = Files.readAllLines(Path.of(file));
            for (String line : lines) {
                Matcher matcher = Pattern.compile(pattern).matcher(line);
                if (matcher.matches()) {
                    return matcher.group(1);
                }
            }
        } catch (IOException e) {
            // Not Linux: then it is not known.
        }
        return usual;
    }

    /** Hibernate Reactive has a class path of its own, with another Vert.x. */
    static String libraries(String classPath, String hibernate) {
        SortedSet<String> everybodys = libraries(classPath);
        SortedSet<String> its = libraries(hibernate);
        its.removeAll(everybodys);
        return String.join(", ", everybodys)
                + (its.isEmpty() ? "" : "; Hibernate Reactive with " + String.join(", ", its));
    }

    private static SortedSet<String> libraries(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(entry -> JAR.matcher(Path.of(entry).getFileName().toString()))
                .filter(Matcher::matches)
                .map(jar -> jar.group(1) + " " + jar.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
