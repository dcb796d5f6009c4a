// SPDX-License-Identifier: Apache-2.0
package io.authflux.session;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        return Optional.ofNullable(parse(email))
                .orElseThrow(() -> new IllegalArgumentException("identifier is not one e-mail address"));
    }

    /**
     * Whether {@link #normalize} would take it.
     *
     * @param email the address as typed
     * @return false if it is not one e-mail address
     */
    public static boolean isValid(String email) {
        return parse(email) != null;
    }

    private static @Nullable String parse(String email) {
        String normalized = Normalizer.normalize(email, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip();
        int at = normalized.indexOf('@');
        boolean one = at > 0 && at < normalized.length() - 1 && at == normalized.lastIndexOf('@');
        return one && normalized.chars().noneMatch(Identifiers::isForbidden) ? normalized : null;
    }

    private static boolean isForbidden(int c) {
        return c == '"' || c == ',' || Character.isISOControl(c) || Character.isWhitespace(c) || c == '\u00a0';
    }
}
