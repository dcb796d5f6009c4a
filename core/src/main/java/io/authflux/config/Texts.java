// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
import java.nio.charset.StandardCharsets;

/** What is no text to any driver. */
final class Texts {

    private Texts() {}

    /** False for a text with U+0000 or an unpaired surrogate. */
    static boolean isWhole(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** The same text, if it is whole; {@code what} names the part, never its value. */
    static String requireWhole(String text, String what) {
        if (!isWhole(text)) {
            throw new ConfigurationException(what + " must not hold U+0000 or an unpaired surrogate");
        }
        return text;
    }
}
