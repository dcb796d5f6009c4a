// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import java.nio.charset.StandardCharsets;

/** What is true of a text whichever database it goes to. */
final class Texts {

    private Texts() {}

    /** Whether UTF-8 can say it, and no database takes it to end halfway: no unpaired surrogate and no U+0000. */
    static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Almost every text ends here, and this is done for each look-up.
            if (c > 0 && c < Character.MIN_SURROGATE) {
                continue;
            }
            if (c == 0
                    || Character.isLowSurrogate(c)
                    || (Character.isHighSurrogate(c)
                            && (++i == text.length() || !Character.isLowSurrogate(text.charAt(i))))) {
                return false;
            }
        }
        return true;
    }

    /** Whether it takes more bytes in UTF-8. */
    static boolean isLonger(String text, int bytes) {
        return text.length() * 3L > bytes && text.getBytes(StandardCharsets.UTF_8).length > bytes;
    }
}
