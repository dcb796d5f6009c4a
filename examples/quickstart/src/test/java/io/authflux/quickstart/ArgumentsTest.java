// SPDX-License-Identifier: Apache-2.0
package io.authflux.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    @Test
    void withoutArgumentsEverythingHasItsDefault() {
        assertThat(Arguments.parse()).isEqualTo(new Settings(Optional.empty(), 1_000, 10_000, 64, false, false, false));
    }

    @Test
    void everyOptionIsRead() {
        assertThat(Arguments.parse(
                        "h2:mem:x", "--users", "7", "--lookups=8", "--concurrency", "9", "--json", "--trace"))
                .isEqualTo(new Settings(Optional.of("h2:mem:x"), 7, 8, 9, true, true, false));
    }

    @Test
    void theUrlMayStandAnywhere() {
        assertThat(Arguments.parse("--json", "h2:mem:x", "--users", "7").url()).contains("h2:mem:x");
        assertThat(Arguments.parse("--users", "7", "h2:mem:x").url()).contains("h2:mem:x");
    }

    @Test
    void anEmptyUrlIsNotTheDefaultOne() {
        assertThat(Arguments.parse("").url()).contains("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void helpIsAskedFor(String option) {
        assertThat(Arguments.parse(option).help()).isTrue();
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(Arguments.help())
                .contains("URL", "--users", "--lookups", "--concurrency", "--json", "--trace", "--help")
                .contains("1000", "10000", "64", "h2:./target/quickstart");
    }

    @ParameterizedTest
    @CsvSource({
        "--users, abc, 1000000",
        "--users, -1, 1000000",
        "--users, 0, 1000000",
        "--users, 1.5, 1000000",
        "--users, 1000001, 1000000",
        "--users, 99999999999999999999, 1000000",
        "--lookups, 0, 100000000",
        "--concurrency, 10001, 10000",
    })
    void aNumberIsWholeAndInRange(String option, String value, String most) {
        assertThatThrownBy(() -> Arguments.parse(option, value))
                .isInstanceOf(UsageException.class)
                .hasMessage(option + " expects a whole number from 1 to " + most + ", not \"" + value + "\"");
    }

    @Test
    void anUnknownOptionIsNamedWithTheKnownOnes() {
        assertThatThrownBy(() -> Arguments.parse("--uesrs", "3"))
                .isInstanceOf(UsageException.class)
                .hasMessage("there is no option --uesrs; known are --users, --lookups, --concurrency, --json, --trace,"
                        + " --help");
    }

    @Test
    void anOptionNeedsItsValue() {
        assertThatThrownBy(() -> Arguments.parse("--users"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("an option lacks its value");
    }

    @Test
    void anOptionIsGivenOnce() {
        assertThatThrownBy(() -> Arguments.parse("--users", "3", "--users", "4"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("an option is given more than once");
    }

    @Test
    void thereIsOneUrl() {
        assertThatThrownBy(() -> Arguments.parse("h2:mem:a", "postgres://u:s3cr3t@h/db"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("only one URL is expected")
                .hasMessageNotContaining("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--users=postgres://u:s3cr3t@h/db",
                "--url=postgres://u:s3cr3t@h/db",
                "--postgres://u:s3cr3t@h/db",
                "--json=postgres://u:s3cr3t@h/db",
                "-hpostgres://u:s3cr3t@h/db",
            })
    void aMisplacedUrlIsNotRepeated(String argument) {
        assertThatThrownBy(() -> Arguments.parse(argument))
                .isInstanceOf(UsageException.class)
                .hasMessageNotContaining("s3cr3t");
    }
}
