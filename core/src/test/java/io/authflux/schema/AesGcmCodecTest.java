// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class AesGcmCodecTest {

    private static final byte[] OLD = new byte[32];
    private static final byte[] NEW = new byte[16];

    static {
        OLD[0] = 1;
        NEW[0] = 2;
    }

    @Test
    void whatIsStoredSaysNothing() {
        AesGcmCodec codec = AesGcmCodec.of("2026", OLD);
        String stored = codec.encode("gho_\ud83d\ude80 secret");

        assertThat(stored).startsWith("enc:1:2026:").doesNotContain("secret");
        assertThat(codec.encode("gho_\ud83d\ude80 secret")).isNotEqualTo(stored);
        assertThat(codec.decode(stored)).isEqualTo("gho_\ud83d\ude80 secret");
        assertThat(codec.decode(codec.encode(""))).isEmpty();
        assertThat(codec).hasToString("AesGcmCodec[current=2026, keys=[2026]]");
    }

    @Test
    void keysAreRotated() {
        String old = AesGcmCodec.of("a", OLD).encode("t");
        AesGcmCodec rotated = AesGcmCodec.of("b", NEW).reading("a", OLD);

        assertThat(rotated.decode(old)).isEqualTo("t");
        assertThat(rotated.encode("t")).startsWith("enc:1:b:");
        assertThat(rotated.decode("plain, from before")).isEqualTo("plain, from before");
        assertThatIllegalStateException()
                .isThrownBy(() -> AesGcmCodec.of("b", NEW).decode(old))
                .withMessage("the column is encrypted with a key that is not given");
    }

    /** The example of AES-128-GCM with nothing to encrypt in the paper that proposed it (McGrew and Viega), test case 1. */
    @Test
    void theTagIsThatOfTheStandard() {
        byte[] stored = new byte[28];
        byte[] tag = java.util.HexFormat.of().parseHex("58e2fccefa7e3061367f1d57a4e7455a");
        System.arraycopy(tag, 0, stored, 12, tag.length);
        String text = "enc:1:k:" + Base64.getUrlEncoder().withoutPadding().encodeToString(stored);

        assertThat(AesGcmCodec.of("k", new byte[16]).decode(text)).isEmpty();
    }

    @Test
    void whatWasTouchedIsRefused() {
        AesGcmCodec codec = AesGcmCodec.of("k", OLD);
        String stored = codec.encode("text");
        char last = stored.charAt(20);
        String touched = stored.substring(0, 20) + (last == 'A' ? 'B' : 'A') + stored.substring(21);

        for (String bad : new String[] {touched, "enc:1:k:", "enc:1:k:?", "enc:1:k:AAAA"}) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> codec.decode(bad))
                    .withMessage("the column is not what its key encrypted");
        }
        assertThatIllegalStateException().isThrownBy(() -> codec.decode("enc:1:k"));
    }

    @Test
    void mistakesAreFoundAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AesGcmCodec.of("k", new byte[15]))
                .withMessage("a key must have 16, 24 or 32 bytes, not 15");
        assertThatIllegalArgumentException().isThrownBy(() -> AesGcmCodec.of("a:b", OLD));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AesGcmCodec.of("k", OLD).reading("k", NEW))
                .withMessage("the key k is given twice");
    }
}
