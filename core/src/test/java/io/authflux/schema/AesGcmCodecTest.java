// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
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

    /** Anybody who has the key can read it, from these lines: the version, the key's name and the column are beside it. */
    @Test
    void whatIsStoredIsWhatTheDocumentationSays() throws GeneralSecurityException {
        String head = "enc:1:k:";
        byte[] nonce = new byte[12];
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(NEW, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD((head + "accounts.idToken").getBytes(StandardCharsets.UTF_8));
        byte[] sealed = cipher.doFinal("text".getBytes(StandardCharsets.UTF_8));
        byte[] stored = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, stored, nonce.length, sealed.length);

        assertThat(AesGcmCodec.of("k", NEW)
                        .boundTo("accounts.idToken")
                        .decode(head + Base64.getUrlEncoder().withoutPadding().encodeToString(stored)))
                .isEqualTo("text");
    }

    @Test
    void aValueOfAnotherColumnIsRefused() {
        AesGcmCodec codec = AesGcmCodec.of("k", OLD);
        Entity accounts = Schema.nextAuth()
                .entity(EntityKind.ACCOUNT)
                .with("accessToken", c -> c.encoded(codec))
                .with("refreshToken", c -> c.encoded(codec));
        Entity renamed = accounts.withTable("konten").with("accessToken", c -> c.named("zugang"));
        String stored = (String) accounts.column("accessToken").stored("secret");

        assertThat(codec(renamed, "accessToken").decode(stored)).isEqualTo("secret");
        assertThatIllegalStateException()
                .isThrownBy(() -> codec(accounts, "refreshToken").decode(stored))
                .withMessage("the column is not what its key encrypted");
        assertThatIllegalStateException().isThrownBy(() -> AesGcmCodec.of("other", OLD)
                .boundTo("accounts.accessToken")
                .decode(stored.replace("enc:1:k:", "enc:1:other:")));
    }

    private static TextCodec codec(Entity entity, String field) {
        return Objects.requireNonNull(entity.column(field).codec());
    }

    @Test
    void strictlyNothingPlainIsRead() {
        AesGcmCodec strict =
                AesGcmCodec.of("k", NEW).strict().reading("old", OLD).boundTo("accounts.idToken");

        assertThat(strict.decode(strict.encode("text"))).isEqualTo("text");
        assertThatIllegalStateException()
                .isThrownBy(() -> strict.decode("planted"))
                .withMessage("the column holds what is not encrypted");
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
