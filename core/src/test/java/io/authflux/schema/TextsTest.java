// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\u0001", "\uD7FF", "\uE000", "\uFFFF", "\uD800\uDC00", "x\uDBFF\uDFFFy", "😀😀"})
    void whatUtf8CanSayIsWhole(String text) {
        assertThat(Texts.isWhole(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0",
                "a\0b",
                "\uD800",
                "a\uDFFF",
                "\uDC00\uD800",
                "\uD800\uD800\uDC00",
                "\uD800a",
                "\uD83D\uDE00\uDE00"
            })
    void aNulOrHalfAPairIsNot(String text) {
        assertThat(Texts.isWhole(text)).isFalse();
    }
}
