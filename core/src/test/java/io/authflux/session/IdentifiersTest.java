// SPDX-License-Identifier: Apache-2.0
package io.authflux.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The normaliser of Auth.js v5, and the one place where ours is stricter. */
final class IdentifiersTest {

    static Stream<Arguments> addresses() {
        return Stream.of(
                arguments("ada@example.com", "ada@example.com"),
                arguments("Ada.Lovelace@EXAMPLE.com", "ada.lovelace@example.com"),
                arguments(" \t\nada@example.com\r\n ", "ada@example.com"),
                arguments("\u00a0ada@example.com\u2003\u3000", "ada@example.com"),
                arguments("\uFEFFada@example.com\uFEFF", "ada@example.com"),
                arguments("ada＠example．com", "ada@example.com"),
                arguments("ﬁn@example.com", "fin@example.com"),
                arguments("e\u0301@example.com", "é@example.com"),
                arguments("ADA+tag@example.com", "ada+tag@example.com"),
                arguments("ΟΔΥΣΣΕΥΣ@example.com", "οδυσσευς@example.com"),
                arguments("İ@example.com", "i\u0307@example.com"),
                arguments("TITLE@EXAMPLE.COM", "title@example.com"),
                arguments("🔑@example.com", "🔑@example.com"));
    }

    @ParameterizedTest(name = "[{index}] {1}")
    @MethodSource("addresses")
    void anAddressIsFoldedAsAuthJsFoldsIt(String typed, String stored) {
        assertThat(Identifiers.normalize(typed)).isEqualTo(stored);
        assertThat(Identifiers.normalize(stored)).as("again").isEqualTo(stored);
        assertThat(Identifiers.isValid(typed)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "@",
                "ada",
                "@example.com",
                "ada@",
                " @example.com",
                "ada@ ",
                "a@b@c",
                "ada@evil.com＠example.com",
                "\"ada\"@example.com",
                "ada@example.com,eve@evil.com",
                "ada@example.com,evil.com",
                "ada,eve@example.com",
                "ada@example.com，evil.com",
                "ada @example.com",
                "ada@example.com\nbcc:eve",
                "ada@exam\uFEFFple.com",
                "ada\u00a0x@example.com",
                "ada\0@example.com",
                "ada\u0085@example.com",
                "\uD800@example.com"
            })
    void whatIsNotOneAddressIsRefusedWithoutRepeatingIt(String typed) {
        assertThat(Identifiers.isValid(typed)).isFalse();
        assertThatThrownBy(() -> Identifiers.normalize(typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("identifier is not one e-mail address");
    }

    @Provide
    Arbitrary<String> almostAddresses() {
        Arbitrary<String> hard = Arbitraries.of(
                        "@", "＠", ",", "\"", " ", "\u3000", "\uFEFF", "a", "É", "İ", "Σ", ".", "ﬁ")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
        return Arbitraries.oneOf(
                hard, hard.map(h -> "a" + h + "@b"), Arbitraries.strings().all());
    }

    @Property(tries = 5_000)
    void whatIsTakenIsOneAddressAndStaysAsItIs(@ForAll("almostAddresses") String typed) {
        if (Identifiers.isValid(typed)) {
            String stored = Identifiers.normalize(typed);
            assertThat(stored).matches("[^@,\"\\s]+@[^@,\"\\s]+").isEqualTo(stored.strip());
        } else {
            assertThatThrownBy(() -> Identifiers.normalize(typed)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Example
    void aLongTextTakesNoTime() {
        String spaces = " ".repeat(2_000_000);
        assertThat(Identifiers.isValid("a" + spaces + "a@b")).isFalse();
        assertThat(Identifiers.normalize(spaces + "a@b" + spaces)).isEqualTo("a@b");
    }
}
