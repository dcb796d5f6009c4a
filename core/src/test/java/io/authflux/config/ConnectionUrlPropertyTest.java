// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.error.ConfigurationException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of every URL there is. */
final class ConnectionUrlPropertyTest {

    private static final String MARKER = "mArk3rOfAPassw0rd";

    private static final List<String> FRAGMENTS = List.of(
            "postgres",
            "postgresql",
            "h2",
            "mysql",
            "jdbc",
            "r2dbc",
            ":",
            "/",
            "//",
            "://",
            "@",
            "?",
            "#",
            "&",
            "=",
            ",",
            "[",
            "]",
            "[::1]",
            "%",
            "%4",
            "%40",
            "%00",
            "%ff",
            "%C3%A9",
            "localhost",
            "h",
            ":5432",
            ":99999",
            "u",
            "p",
            "mem:",
            "file:",
            "./",
            ";",
            "INIT=",
            "synchronize=true",
            "poolSize=",
            "host=",
            "port=",
            "user=",
            "password=",
            "ssl={\"rejectUnauthorized\":true}",
            " ",
            "\n",
            "\0",
            "\uD800",
            "é",
            "🔑");

    @Provide
    Arbitrary<String> almostUrls() {
        return Arbitraries.of(FRAGMENTS).list().ofMaxSize(14).map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> postgresTails() {
        return almostUrls().map(tail -> "postgres://" + tail);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> hard =
                Arbitraries.strings().withChars("@:/?#%[]&=+, ;\"'\\üß€").ofMaxLength(12);
        Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(12).filter(Texts::isWhole);
        return Arbitraries.oneOf(hard, any);
    }

    @Provide
    Arbitrary<String> hostNames() {
        return Arbitraries.of("db1", "10.0.0.1", "::1", "2001:db8::7", "fe80::1%eth0", "/var/run/db", "müller.example");
    }

    @Property(tries = 3_000)
    void anyStringIsParsedOrRefused(@ForAll String url) {
        parseOrRefuse(url);
    }

    @Property(tries = 10_000)
    void anythingLikeAUrlIsParsedOrRefused(@ForAll("almostUrls") String url) {
        parseOrRefuse(url);
    }

    @Property(tries = 10_000)
    void anythingLikeAServersUrlIsParsedOrRefused(@ForAll("postgresTails") String url) {
        parseOrRefuse(url);
    }

    private static void parseOrRefuse(String url) {
        try {
            DatabaseConfig config = DatabaseConfig.parse(url);
            assertThat(config.mutate().build()).isEqualTo(config).hasToString(config.toString());
        } catch (ConfigurationException refused) {
            assertThat(refused).hasMessageNotContaining("null").hasNoCause();
        }
    }

    @Property(tries = 50)
    void theLongestUrlTakesNoTime(@ForAll("almostUrls") String fragment) {
        String part = fragment.isEmpty() ? "@" : fragment;
        String longest = "postgres://u/" + part.repeat(8_000 / part.length());
        long start = System.nanoTime();
        parseOrRefuse(longest);
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }

    @Property(tries = 3_000)
    void whatIsEncodedComesBackExactly(
            @ForAll("texts") String user,
            @ForAll("texts") String password,
            @ForAll("texts") String database,
            @ForAll("hostNames") String first,
            @ForAll("hostNames") String second,
            @ForAll @IntRange(max = 65_535) int port) {
        DatabaseConfig.Builder expected = DatabaseConfig.builder("postgres")
                .username(user)
                .password(password)
                .database(database)
                .host(first, port)
                .host(second, 0);
        String url = "postgres://" + encode(user) + ":" + encode(password) + "@" + inUrl(first) + ":" + port + ","
                + inUrl(second) + "/" + encode(database);
        assertThat(DatabaseConfig.parse(url)).isEqualTo(expected.build());
    }

    @Property(tries = 1_000)
    void whatIsEncodedInTheQueryComesBackExactly(@ForAll("texts") String password, @ForAll("texts") String prefix) {
        DatabaseConfig expected = DatabaseConfig.builder("postgres")
                .host("h", 0)
                .password(password)
                .option(Options.ENTITY_PREFIX, prefix)
                .build();
        String url = "postgres://h?entityPrefix=" + encode(prefix) + "&password=" + encode(password);
        assertThat(DatabaseConfig.parse(url)).isEqualTo(expected);
    }

    @Property(tries = 10_000)
    void aPasswordIsNeverShown(
            @ForAll("texts") String before,
            @ForAll("texts") String after,
            @ForAll("almostUrls") String tail,
            @ForAll boolean raw) {
        String password = before + MARKER + after;
        String url = "postgres://u:" + (raw ? password : encode(password)) + "@" + tail;
        assertNotShown(url);
        assertNotShown("postgres://h" + tail + "?user=u&password=" + encode(password));
        assertNotShown("postgres://h/db?user=u&password=" + (raw ? password : encode(password)) + "&" + tail);
    }

    @Property(tries = 10_000)
    void aValueIsNeverShownWhereverItStands(@ForAll("almostUrls") String head, @ForAll("almostUrls") String tail) {
        refusal(head + MARKER + "@" + tail);
        refusal("postgres://u:" + head + MARKER + "@" + tail);
        refusal("postgres://u:p@h/db?" + head + "=" + MARKER + tail);
    }

    private static void assertNotShown(String url) {
        try {
            assertThat(DatabaseConfig.parse(url).toString())
                    .as("printed configuration")
                    .doesNotContain(MARKER);
        } catch (ConfigurationException refused) {
            assertThat(refused.toString()).doesNotContain(MARKER);
        }
    }

    private static void refusal(String url) {
        try {
            DatabaseConfig.parse(url);
        } catch (ConfigurationException refused) {
            assertThat(refused.toString()).doesNotContain(MARKER);
        }
    }

    private static String inUrl(String host) {
        return host.indexOf(':') >= 0 ? "[" + host.replace("%", "%25") + "]" : encode(host);
    }

    private static String encode(String text) {
        return text.codePoints()
                .mapToObj(Character::toString)
                .map(c -> c.equals(" ") ? "%20" : URLEncoder.encode(c, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }
}
