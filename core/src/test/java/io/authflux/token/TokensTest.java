// SPDX-License-Identifier: Apache-2.0
package io.authflux.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokensTest {

    @Example
    void aTokenIs64LowerCaseHexDigits() {
        IntStream.range(0, 1_000).forEach(i -> assertThat(Tokens.random()).matches("[0-9a-f]{64}"));
    }

    @Example
    void noTwoTokensAreTheSame() {
        Set<String> tokens = new HashSet<>();
        IntStream.range(0, 100_000).forEach(i -> tokens.add(Tokens.random()));
        assertThat(tokens).hasSize(100_000);
    }

    @Example
    void everyDigitOfATokenIsRandom() {
        int[][] seen = new int[64][16];
        for (int i = 0; i < 4_000; i++) {
            String token = Tokens.random();
            for (int position = 0; position < 64; position++) {
                seen[position][Character.digit(token.charAt(position), 16)]++;
            }
        }
        // 250 are expected of each, with a standard deviation of 15: these limits are eight of them away.
        assertThat(Arrays.stream(seen).flatMapToInt(Arrays::stream)).allMatch(count -> count > 125 && count < 375);
    }

    @ParameterizedTest
    @CsvSource({
        "'', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq,"
                + " 248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        "github:42, de71e247475d7d9e09413c4d6a7cb64743ccdb2ad95469f6fa9c4e865bcd7945"
    })
    void sha256IsThatOfTheStandard(String text, String digest) {
        assertThat(Tokens.sha256(text)).isEqualTo(digest);
    }

    @ParameterizedTest
    @CsvSource({
        "'', da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "abc, a9993e364706816aba3e25717850c26c9cd0d89d",
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq, 84983e441c3bd26ebaae4aa1f95129e5e54670f1"
    })
    void sha1IsThatOfTheStandard(String text, String digest) {
        assertThat(Tokens.sha1(text)).isEqualTo(digest);
    }

    @ParameterizedTest
    @CsvSource({"é, 4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"})
    void aTextIsHashedAsUtf8(String text, String digest) {
        assertThat(Tokens.sha256(text)).isEqualTo(digest);
    }

    @Property
    void aDigestIsLowerCaseHexWhateverTheText(@ForAll String text) {
        assertThat(Tokens.sha256(text)).matches("[0-9a-f]{64}").isEqualTo(Tokens.sha256(text));
        assertThat(Tokens.sha1(text)).matches("[0-9a-f]{40}").isEqualTo(Tokens.sha1(text));
    }
}
