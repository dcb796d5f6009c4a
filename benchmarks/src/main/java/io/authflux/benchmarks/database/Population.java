// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.database;

import io.authflux.model.SessionWithUser;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a database: users numbered from 1 on, with one session each. Everything about a user follows from the number,
 * so that whoever asks knows the right answer. Immutable.
 */
public final class Population {

    private final int size;
    private final String[] tokens;
    private final String[] userIds;
    private final String[] emails;

    private Population(int size, int known, boolean relational) {
        this.size = size;
        tokens = new String[known];
        userIds = new String[known];
        emails = new String[known];
        for (int i = 0; i < known; i++) {
            // Of many, some are asked for, spread evenly.
            int number = (int) ((long) i * size / known) + 1;
            tokens[i] = sessionToken(number);
            userIds[i] = relational ? Integer.toString(number) : objectId(number);
            emails[i] = emailOf(number);
        }
    }

    /**
     * A population.
     *
     * @param product where
     * @param size how many
     * @return the population
     */
    public static Population of(Product product, int size) {
        return new Population(size, Math.min(size, 100_000), product.isRelational());
    }

    /**
     * How many there are.
     *
     * @return the number of sessions
     */
    public int size() {
        return size;
    }

    /**
     * How many can be asked for.
     *
     * @return at most {@link #size}
     */
    public int known() {
        return tokens.length;
    }

    /**
     * A session.
     *
     * @param index from 0 to {@link #known}
     * @return its token
     */
    public String token(int index) {
        return tokens[index];
    }

    /**
     * Whose session it is.
     *
     * @param index from 0 to {@link #known}
     * @return the user's key
     */
    public String userId(int index) {
        return userIds[index];
    }

    /**
     * Whose session it is.
     *
     * @param index from 0 to {@link #known}
     * @return the user's address
     */
    public String email(int index) {
        return emails[index];
    }

    /**
     * Judges an answer.
     *
     * @param index what was asked for
     * @param answer what came; null for nothing
     * @return whether it is right
     */
    public boolean isRight(int index, @Nullable SessionWithUser answer) {
        return answer != null
                && tokens[index].equals(answer.session().sessionToken())
                && userIds[index].equals(answer.session().userId())
                && userIds[index].equals(answer.user().id())
                && emails[index].equals(answer.user().email());
    }

    static String sessionToken(long number) {
        return sha256(Long.toString(number));
    }

    static String accessToken(long number) {
        return sha256("a" + number);
    }

    static String verificationToken(long number) {
        return sha256("v" + number);
    }

    static String emailOf(long number) {
        return "user" + number + "@example.com";
    }

    static String name(long number) {
        return "User " + number;
    }

    static String image(long number) {
        return "https://example.com/users/" + number + ".png";
    }

    static String objectId(long number) {
        return String.format(Locale.ROOT, "%024x", number);
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
