// SPDX-License-Identifier: Apache-2.0
package io.authflux.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Random tokens and digests in the forms that NextAuth.js writes. Thread-safe.
 *
 * <p>The generator is the JDK's DRBG, seeded when this class is initialised: unlike {@code NativePRNG} it reads no file
 * afterwards, so it never blocks an event loop.
 */
public final class Tokens {

    private static final int TOKEN_BYTES = 32;
    private static final HexFormat HEX = HexFormat.of();
    private static final SecureRandom RANDOM = seeded();

    private Tokens() {}

    /**
     * Seeds the generator, which reads the system's source of entropy, if that was not done yet. To be called where
     * things are assembled, so that it does not happen on an event loop.
     */
    public static void seed() {
        // Initialising the class did it.
    }

    /**
     * A new token: 32 random bytes as 64 lower-case hex digits, like NextAuth's {@code randomBytes(32).toString('hex')}.
     *
     * @return the token
     */
    public static String random() {
        return HEX.formatHex(bytes(TOKEN_BYTES));
    }

    /**
     * Random bytes, for keys and nonces.
     *
     * @param count how many
     * @return the bytes
     */
    public static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /**
     * The SHA-256 of the text's UTF-8 bytes as 64 lower-case hex digits.
     *
     * @param text what to hash
     * @return the digest
     */
    public static String sha256(String text) {
        return digest("SHA-256", text);
    }

    /**
     * The SHA-1 of the text's UTF-8 bytes as 40 lower-case hex digits. Not for secrets: TypeORM derives constraint names
     * from it.
     *
     * @param text what to hash
     * @return the digest
     */
    public static String sha1(String text) {
        return digest("SHA-1", text);
    }

    private static String digest(String algorithm, String text) {
        return HEX.formatHex(messageDigest(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest messageDigest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    private static SecureRandom seeded() {
        try {
            SecureRandom random = SecureRandom.getInstance("DRBG");
            random.nextBytes(new byte[1]);
            return random;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK since 9 has DRBG", e);
        }
    }
}
