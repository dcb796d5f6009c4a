// SPDX-License-Identifier: Apache-2.0
package io.authflux.session;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A cookie's value as Node.js reads it. */
final class CookieValue {

    /** The octets of one character or of several; or a percent sign that begins none. */
    private static final Pattern ESCAPES = Pattern.compile("(?:%\\p{XDigit}{2})+|%");

    private CookieValue() {}

    /** Without quotes around it, RFC 6265. */
    static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** As JavaScript's {@code decodeURIComponent}; the value itself where that would throw. A plus is a plus. */
    static String decoded(String value) {
        if (value.indexOf('%') < 0) {
            return value;
        }
        StringBuilder text = new StringBuilder();
        Matcher escapes = ESCAPES.matcher(value);
        try {
            while (escapes.find()) {
                if (escapes.group().length() == 1) {
                    return value;
                }
                byte[] octets = HexFormat.of().parseHex(escapes.group().replace("%", ""));
                CharSequence characters = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
                escapes.appendReplacement(text, Matcher.quoteReplacement(characters.toString()));
            }
        } catch (CharacterCodingException e) {
            return value;
        }
        return escapes.appendTail(text).toString();
    }
}
