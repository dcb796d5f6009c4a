// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.error.ConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class DatabaseConfigTest {

    private static final DatabaseConfig PLAIN = DatabaseConfig.parse("postgres://u:p@h/db");

    @ParameterizedTest
    @CsvSource({
        "synchronize=false",
        "schema=",
        "entityPrefix=",
        "poolSize=10",
        "poolAcquireTimeout=10s",
        "poolIdleTimeout=10m",
        "poolMaxLifetime=30m",
        "connectTimeout=10000",
        "statementTimeout=30s",
        "sslMode=prefer",
        "sslCa=",
        "logging=0",
        "slowQueryThreshold=1000ms",
        "applicationName=authflux"
    })
    void aDefaultThatIsWrittenOutIsTheSameAsNone(String query) {
        assertThat(DatabaseConfig.parse("postgres://u:p@h/db?" + query))
                .isEqualTo(PLAIN)
                .hasSameHashCodeAs(PLAIN)
                .hasToString(PLAIN.toString());
    }

    static Stream<Option<?>> everyOption() {
        return Options.all().stream();
    }

    @ParameterizedTest
    @MethodSource("everyOption")
    void theDefaultOfAnOptionIsAllowedAndUnseen(Option<?> option) {
        assertThat(withDefault(option)).isEqualTo(PLAIN);
    }

    private static <T> DatabaseConfig withDefault(Option<T> option) {
        DatabaseConfig config =
                PLAIN.mutate().option(option, option.defaultValue()).build();
        assertThat(config.get(option)).isEqualTo(option.defaultValue());
        return config;
    }

    static Stream<UnaryOperator<DatabaseConfig.Builder>> differences() {
        return Stream.of(
                b -> b.username("v"),
                b -> b.password("q"),
                b -> b.database("other"),
                b -> b.host("second", 0),
                b -> b.option(Options.POOL_SIZE, 11),
                b -> b.option(Options.SSL_MODE, SslMode.REQUIRE),
                b -> b.option("logging", "true"));
    }

    @ParameterizedTest
    @MethodSource("differences")
    void whatMeansSomethingElseIsNotEqual(UnaryOperator<DatabaseConfig.Builder> change) {
        assertThat(change.apply(PLAIN.mutate()).build()).isNotEqualTo(PLAIN);
    }

    @Test
    void theTypeCounts() {
        assertThat(DatabaseConfig.parse("mysql://u:p@h/db")).isNotEqualTo(PLAIN);
    }

    @Test
    void aBuilderDecodesNothing() {
        DatabaseConfig config = DatabaseConfig.builder("postgres")
                .username("u%40")
                .password("p%40")
                .database("d%40")
                .build();
        assertThat(config.username()).contains("u%40");
        assertThat(config.password()).map(Secret::value).contains("p%40");
        assertThat(config.database()).isEqualTo("d%40");
        assertThat(config.hosts()).isEmpty();
        assertThat(config.type()).isEqualTo("postgres");
    }

    @Test
    void whatIsNotGivenIsEmpty() {
        DatabaseConfig config = DatabaseConfig.builder("postgresql").build();
        assertThat(config.username()).isEmpty();
        assertThat(config.password()).isEqualTo(Optional.empty());
        assertThat(config.database()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"postgres, 5432", "cockroachdb, 26257", "mysql, 3306", "mariadb, 3306", "mongodb, 27017", "mssql, 1433"
    })
    void theUsualPortNeedsNotBeWritten(String type, int port) {
        DatabaseConfig written = DatabaseConfig.parse(type + "://h:" + port + "/db");
        assertThat(written).isEqualTo(DatabaseConfig.parse(type + "://h/db"));
        assertThat(written.hosts().get(0).portOr(port)).isEqualTo(port);
        assertThat(written).isNotEqualTo(DatabaseConfig.parse(type + "://h:" + (port + 1) + "/db"));
    }

    @Test
    void anEmptyPasswordIsNone() {
        assertThat(DatabaseConfig.builder("postgres").username("").password("").build())
                .isEqualTo(DatabaseConfig.builder("postgres").build());
    }

    @Test
    void aBuilderRefusesWhatAUrlCouldNotSay() {
        DatabaseConfig.Builder builder = DatabaseConfig.builder("postgres");
        assertThatThrownBy(() -> builder.option(Options.POOL_SIZE, 0))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("the option poolSize expects a whole number from 1 to 10000");
        assertThatThrownBy(() -> builder.option(Options.CONNECT_TIMEOUT, Duration.ofMillis(-1)))
                .hasMessageStartingWith("the option connectTimeout expects milliseconds");
        assertThatThrownBy(() -> builder.option(Options.STATEMENT_TIMEOUT, Duration.ofDays(25)))
                .hasMessageStartingWith("the option statementTimeout expects milliseconds");
        assertThatThrownBy(() -> builder.option(Options.SCHEMA, "\0")).hasMessageContaining("schema expects a text");
        assertThatThrownBy(() -> builder.option("user", "u")).hasMessageStartingWith("there is no option user");
        assertThatThrownBy(() -> builder.username("\uDC00")).hasMessageStartingWith("the user name must not hold");
        assertThatThrownBy(() -> builder.host(" ", 1)).hasMessage("the host name must not be blank");
        assertThatThrownBy(() -> builder.host("h", -1)).hasMessage("a port must be between 1 and 65535");
        assertThatThrownBy(() ->
                        DatabaseConfig.builder("h2").database("mem:x;INIT=1").build())
                .hasMessageContaining("semicolon");
        assertThatThrownBy(() -> DatabaseConfig.builder("no type")).hasMessageContaining("must be a word");
    }

    @Test
    void aRefusedOptionLeavesTheBuilderAsItWas() {
        DatabaseConfig.Builder builder = PLAIN.mutate().option("poolSize", "5");
        DatabaseConfig before = builder.build();
        assertThatThrownBy(() -> builder.option("max", "6")).isInstanceOf(ConfigurationException.class);
        assertThat(builder.build()).isEqualTo(before);
    }

    @Test
    void aBuilderThatGoesOnDoesNotChangeWhatItMade() {
        DatabaseConfig.Builder builder = PLAIN.mutate();
        DatabaseConfig made = builder.build();
        builder.host("other", 1).option(Options.POOL_SIZE, 99);
        assertThat(made).isEqualTo(PLAIN);
    }

    @Test
    void itPrintsEverythingButThePassword() {
        assertThat(DatabaseConfig.parse("postgres://u:p4ss@[::1]:6000,h/db?poolSize=5&logging=true"))
                .hasToString("DatabaseConfig[type=postgres, hosts=[[::1]:6000, h], username=u, password=<hidden>,"
                        + " database=db, options={logging=true, poolSize=5}]");
    }

    @Test
    void aHostKnowsASocketFromAMachine() {
        assertThat(new Host("/var/run", 0).isSocket()).isTrue();
        assertThat(new Host("h", 0).isSocket()).isFalse();
        assertThat(Stream.of(new Host("/a:b", 1), new Host("::1", 1), new Host("h", 0))
                        .map(Host::toString))
                .isEqualTo(List.of("/a:b:1", "[::1]:1", "h"));
    }
}
