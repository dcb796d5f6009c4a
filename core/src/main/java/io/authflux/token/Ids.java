// SPDX-License-Identifier: Apache-2.0
package io.authflux.token;

import java.math.BigInteger;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Row ids in the forms that the libraries around NextAuth.js make. All are random where they are not the time, from the
 * generator of {@link Tokens}, which never blocks. Thread-safe.
 */
public final class Ids {

    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz";

    /** Digits of a counter, a fingerprint or half of the random part of a cuid: four in base 36. */
    private static final int BLOCK = 36 * 36 * 36 * 36;

    private static final String FINGERPRINT = block(random(BLOCK));
    private static final AtomicInteger CUIDS = new AtomicInteger(random(BLOCK));
    private static final AtomicInteger OBJECT_IDS = new AtomicInteger(random(1 << 24));
    private static final String PROCESS = HexFormat.of().formatHex(Tokens.bytes(5));

    private Ids() {}

    /**
     * A UUID of version 4 (RFC 9562). Unlike {@link UUID#randomUUID()}, which reads a file on some platforms, it does not
     * block.
     *
     * @return in canonical text
     */
    public static String uuidV4() {
        return uuid(4, longs(Tokens.bytes(8)), longs(Tokens.bytes(8)));
    }

    /**
     * A UUID of version 7 (RFC 9562): 48 bits of milliseconds, then random ones.
     *
     * @param now the time
     * @return in canonical text
     */
    public static String uuidV7(Instant now) {
        long high = (now.toEpochMilli() << 16) | (longs(Tokens.bytes(8)) & 0xFFFFL);
        return uuid(7, high, longs(Tokens.bytes(8)));
    }

    private static String uuid(int version, long high, long low) {
        long versioned = (high & ~0xF000L) | ((long) version << 12);
        long variant2 = (low & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(versioned, variant2).toString();
    }

    /**
     * A cuid of the first version, which Prisma's {@code cuid()} makes: {@code c}, the milliseconds, a counter, a
     * fingerprint of the process and eight random characters, in base 36.
     *
     * @param now the time
     * @return 25 characters until the year 2059
     */
    public static String cuid(Instant now) {
        String count = block(Math.floorMod(CUIDS.getAndIncrement(), BLOCK));
        return "c" + Long.toString(now.toEpochMilli(), 36) + count + FINGERPRINT + block(random(BLOCK))
                + block(random(BLOCK));
    }

    /**
     * A cuid2. That format is opaque: a letter, then letters and digits, so random ones are as good as its hash.
     *
     * @return 24 characters
     */
    public static String cuid2() {
        return pick(BASE36.substring(10), 1) + pick(BASE36, 23);
    }

    /**
     * A ULID: 48 bits of milliseconds and 80 random ones in Crockford's base 32.
     *
     * @param now the time
     * @return 26 characters
     */
    public static String ulid(Instant now) {
        BigInteger value = BigInteger.valueOf(now.toEpochMilli() & 0xFFFF_FFFF_FFFFL)
                .shiftLeft(80)
                .or(new BigInteger(1, Tokens.bytes(10)));
        char[] text = new char[26];
        for (int i = text.length - 1; i >= 0; i--) {
            text[i] = CROCKFORD.charAt(value.intValue() & 31);
            value = value.shiftRight(5);
        }
        return new String(text);
    }

    /**
     * An ObjectId: seconds, five bytes of the process, a counter.
     *
     * @param now the time
     * @return 24 hex digits
     */
    public static String objectId(Instant now) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(now.getEpochSecond(), 8)
                + PROCESS
                + hex.toHexDigits(OBJECT_IDS.getAndIncrement() & 0xFFFFFF, 6);
    }

    /**
     * Random letters and digits, as better-auth makes its ids.
     *
     * @return 32 characters
     */
    public static String alphanumeric() {
        return pick(ALPHANUMERIC, 32);
    }

    /** Each character as likely as every other: what is left of the last round of the alphabet is thrown away. */
    private static String pick(String alphabet, int length) {
        int fair = 256 - 256 % alphabet.length();
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            for (byte b : Tokens.bytes(length)) {
                int value = b & 0xFF;
                if (value < fair && text.length() < length) {
                    text.append(alphabet.charAt(value % alphabet.length()));
                }
            }
        }
        return text.toString();
    }

    private static String block(int value) {
        String digits = Integer.toString(value, 36);
        return "0".repeat(4 - digits.length()) + digits;
    }

    private static int random(int bound) {
        return (int) Long.remainderUnsigned(longs(Tokens.bytes(8)), bound);
    }

    private static long longs(byte[] bytes) {
        return new BigInteger(1, bytes).longValue();
    }
}
