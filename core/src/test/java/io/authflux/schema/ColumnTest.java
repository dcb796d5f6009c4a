// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ColumnTest {

    private static final Column KEY =
            Column.required("token", "token", ColumnType.STRING).asKey();
    private static final Column PLAIN = Column.optional("name", "name", ColumnType.STRING);

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(6);
        Arbitrary<String> hard = Arbitraries.strings()
                .withChars('\0', 'a', 'é', '€', '\uD83D', '\uDD11', '\uFFFF')
                .ofMaxLength(6);
        Arbitrary<Integer> repeats = Arbitraries.of(1, 1, 300, 341, 342, 683, 1024, 2047, 2048, 2049);
        return Arbitraries.oneOf(any, hard).flatMap(text -> repeats.map(text::repeat));
    }

    /** The JDK's own encoder, asked the slow way. */
    private static boolean oracle(String text, boolean key) {
        try {
            int bytes = StandardCharsets.UTF_8
                    .newEncoder()
                    .encode(CharBuffer.wrap(text))
                    .remaining();
            return !text.contains("\0") && (!key || bytes <= Column.KEY_BYTES);
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    @Property(tries = 5_000)
    void aColumnHoldsWhatUtf8CanSayAndAnIndexCanKeep(@ForAll("texts") String text) {
        assertThat(KEY.canHold(text)).isEqualTo(oracle(text, true));
        assertThat(PLAIN.canHold(text)).isEqualTo(oracle(text, false));
    }

    @Property(tries = 2_000)
    void whatIsWrittenIsWhatCanBeFound(@ForAll("texts") String text) {
        if (KEY.canHold(text)) {
            assertThat(KEY.require(text)).isSameAs(text);
        } else {
            assertThatThrownBy(() -> KEY.require(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("token ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "a\0", "\uD83D", "\uDD11", "\uD83Da", "\uDD11\uD83D", "🔑\uD83D"})
    void aBrokenTextIsHeldByNoColumn(String text) {
        assertThat(KEY.canHold(text)).isFalse();
        assertThat(PLAIN.canHold(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "é", "🔑", "🔑🔑", "\uFFFF"})
    void aWholeTextIsHeldByEveryColumn(String text) {
        assertThat(KEY.canHold(text)).isTrue();
        assertThat(PLAIN.canHold(text)).isTrue();
    }

    @Test
    void whatTheCodecMakesMustFit() {
        Column address = KEY.encoded(new Doubling());

        assertThat(address.canHold("a".repeat(Column.KEY_BYTES / 2))).isTrue();
        assertThat(address.canHold("a".repeat(Column.KEY_BYTES / 2 + 1))).isFalse();
        assertThatThrownBy(() -> address.require("a".repeat(Column.KEY_BYTES / 2 + 1)))
                .hasMessage("token is longer than 2048 bytes");
    }

    @Test
    void inLowerCaseAllSpellingsAreOneValue() {
        Column address = PLAIN.asKey().encoded(TextCodec.lowerCase());

        assertThat(address.stored("Ada@X.\u00c9")).isEqualTo("ada@x.\u00e9");
        assertThat(address.require("Ada@X.\u00c9")).isEqualTo("ada@x.\u00e9");
    }

    /** There is no way back from a hash: what is written must be one of the value, and not of its hash. */
    @Test
    void whatIsHashedIsHashedOnce() {
        Column token = PLAIN.asKey().encoded(new Hash());

        Object checked = token.require("secret");

        assertThat(checked).isEqualTo("secret");
        assertThat(token.stored(String.valueOf(checked))).isEqualTo(token.stored("secret"));
    }

    @Test
    void aCodecIsWhereItCanBe() {
        AesGcmCodec aes = AesGcmCodec.of("k", new byte[16]);

        assertThatThrownBy(() -> KEY.encoded(aes)).hasMessageContaining("token: rows are found by");
        assertThatThrownBy(() -> PLAIN.withDefault("secret").encoded(aes)).hasMessageStartingWith("name: a codec");
        assertThatThrownBy(() -> PLAIN.encoded(aes).withDefault("secret")).hasMessageStartingWith("name: a codec");
        assertThatThrownBy(() -> PLAIN.encoded(aes).typed(ColumnType.ID_UUID)).hasMessageStartingWith("name: a codec");
    }

    @Test
    void aDefaultThatNoDatabaseCanHoldIsRefused() {
        assertThatThrownBy(() -> PLAIN.withDefault("\0"))
                .hasMessage("name: the default holds U+0000 or an unpaired surrogate");
    }

    /** A codec without a way back. */
    private static final class Hash implements TextCodec {

        @Override
        public String encode(String text) {
            return Integer.toHexString(text.hashCode());
        }

        @Override
        public String decode(String stored) {
            return stored;
        }

        @Override
        public boolean isDeterministic() {
            return true;
        }
    }

    /** A codec under which what is stored is twice as long. */
    private static final class Doubling implements TextCodec {

        @Override
        public String encode(String text) {
            return text + text;
        }

        @Override
        public String decode(String stored) {
            return stored.substring(0, stored.length() / 2);
        }

        @Override
        public boolean isDeterministic() {
            return true;
        }
    }
}
