// SPDX-License-Identifier: Apache-2.0
package io.authflux.session;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * E-mail addresses that arrive from outside. What is done to them is what Auth.js v5 does (the default normaliser of
 * {@code core/src/lib/actions/signin/send-token.ts}), with one difference: an address with a comma is refused, where
 * Auth.js cuts it, since a list of addresses once let mail go to a stranger (GHSA-xv97-c62v-4587).
 */
public final class Identifiers {

    private Identifiers() {}

    /**
     * NFKC, lower case, without white space around it.
     *
     * @param email the address as typed
     * @return the address to store and to look up
     * @throws IllegalArgumentException if this is not one e-mail address
     */
    public static String normalize(String email) {
        return find(email).orElseThrow(() -> new IllegalArgumentException("identifier is not one e-mail address"));
    }

    /**
     * Whether {@link #normalize} would take it.
     *
     * @param email the address as typed
     * @return false if it is not one e-mail address
     */
    public static boolean isValid(String email) {
        return find(email).isPresent();
    }

    static Optional<String> find(String email) {
        String folded = Normalizer.normalize(email, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String normalized = trim(folded);
        int at = normalized.indexOf('@');
        boolean one = at > 0 && at < normalized.length() - 1 && at == normalized.lastIndexOf('@');
        return one && normalized.codePoints().noneMatch(Identifiers::isForbidden)
                ? Optional.of(normalized)
                : Optional.empty();
    }

    /** JavaScript's {@code trim}: takes away all white space of Unicode, and the byte order mark. */
    private static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (from < to && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isForbidden(int c) {
        return c == '"'
                || c == ','
                || isSpace(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.SURROGATE;
    }

    private static boolean isSpace(int c) {
        return c == '\uFEFF' || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
