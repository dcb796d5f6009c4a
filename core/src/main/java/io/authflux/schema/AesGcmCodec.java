// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import io.authflux.token.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts a column at rest with AES-GCM (NIST SP 800-38D), for instance an account's OAuth tokens. What is stored is
 * {@code enc:1:<key id>:<base64url of a random nonce of 96 bits, the text and its tag of 128 bits>}. All before the
 * base64, the version included, and the column it belongs to are authenticated beside it: moved to another column, it is
 * refused. Within a column it may still be moved to another row; who may write to the table can also put an old value back.
 *
 * <p>Text without that beginning is taken for what was there before encryption was, and read as it is. Once all rows are
 * encrypted, {@link #strict()} refuses it: who may write to the table could otherwise put in a text of their own.
 *
 * <p>Keys are rotated by adding a new one as the current and keeping the old ones for reading. Immutable and thread-safe;
 * prints no key.
 */
public final class AesGcmCodec implements TextCodec {

    private static final String PREFIX = "enc:1:";
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();

    private final String current;
    private final Map<String, SecretKeySpec> keys;
    private final String column;
    private final boolean strict;

    private AesGcmCodec(String current, Map<String, SecretKeySpec> keys, String column, boolean strict) {
        this.current = current;
        this.keys = keys;
        this.column = column;
        this.strict = strict;
    }

    /**
     * A codec with one key.
     *
     * @param id the key's name, which is stored beside what it encrypts: letters, digits, {@code -} and {@code _}
     * @param key 16, 24 or 32 bytes; copied
     * @return the codec
     * @throws IllegalArgumentException if the name or the length is another
     */
    public static AesGcmCodec of(String id, byte[] key) {
        return new AesGcmCodec(checked(id), Map.of(id, spec(key)), "", false);
    }

    /**
     * The same codec that also reads what an older key encrypted.
     *
     * @param id the older key's name
     * @param key the older key; copied
     * @return the codec, which encrypts with the same key as before
     * @throws IllegalArgumentException if the name is taken, or it or the length is not allowed
     */
    public AesGcmCodec reading(String id, byte[] key) {
        Map<String, SecretKeySpec> more = new HashMap<>(keys);
        if (more.put(checked(id), spec(key)) != null) {
            throw new IllegalArgumentException("the key " + id + " is given twice");
        }
        return new AesGcmCodec(current, Map.copyOf(more), column, strict);
    }

    /**
     * The same codec that refuses to read what is not encrypted.
     *
     * @return the codec
     */
    public AesGcmCodec strict() {
        return new AesGcmCodec(current, keys, column, true);
    }

    @Override
    public AesGcmCodec boundTo(String newColumn) {
        return new AesGcmCodec(current, keys, Objects.requireNonNull(newColumn, "column"), strict);
    }

    private static String checked(String id) {
        if (!id.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("the name of a key must be 1 to 64 letters, digits, - and _");
        }
        return id;
    }

    private static SecretKeySpec spec(byte[] key) {
        if (key.length != 16 && key.length != 24 && key.length != 32) {
            throw new IllegalArgumentException("a key must have 16, 24 or 32 bytes, not " + key.length);
        }
        return new SecretKeySpec(key, "AES");
    }

    @Override
    public String encode(String text) {
        byte[] nonce = Tokens.bytes(NONCE_BYTES);
        String head = PREFIX + current + ":";
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, Objects.requireNonNull(keys.get(current)), nonce, head);
            byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] stored = new byte[NONCE_BYTES + sealed.length];
            System.arraycopy(nonce, 0, stored, 0, NONCE_BYTES);
            System.arraycopy(sealed, 0, stored, NONCE_BYTES, sealed.length);
            return head + TO_TEXT.encodeToString(stored);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + TRANSFORMATION, e);
        }
    }

    @Override
    public String decode(String stored) {
        if (!stored.startsWith(PREFIX)) {
            if (strict) {
                throw new IllegalStateException("the column holds what is not encrypted");
            }
            return stored;
        }
        int end = stored.indexOf(':', PREFIX.length());
        SecretKeySpec key = end < 0 ? null : keys.get(stored.substring(PREFIX.length(), end));
        if (key == null) {
            throw new IllegalStateException("the column is encrypted with a key that is not given");
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(stored.substring(end + 1));
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, bytes, stored.substring(0, end + 1));
            byte[] text = cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("the column is not what its key encrypted", e);
        }
    }

    private Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String head) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE_BYTES));
        cipher.updateAAD((head + column).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** Prints the names of the keys. */
    @Override
    public String toString() {
        return "AesGcmCodec[current=" + current + ", keys=" + keys.keySet() + "]";
    }
}
