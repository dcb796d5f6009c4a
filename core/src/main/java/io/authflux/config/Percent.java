// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-decoding by RFC 3986: UTF-8, and {@code +} is a plus sign. */
final class Percent {

    private static final int NIBBLE = 4;
    private static final int ESCAPE = 3;

    private Percent() {}

    /** Decodes, or refuses a text that no encoder would have made; {@code what} names the part, never its value. */
    static String decode(String text, String what) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int from = 0;
        for (int percent = text.indexOf('%'); percent >= 0; percent = text.indexOf('%', from)) {
            bytes.writeBytes(text.substring(from, percent).getBytes(StandardCharsets.UTF_8));
            bytes.write(octet(text, percent, what));
            from = percent + ESCAPE;
        }
        bytes.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(what + " is percent-encoded, but not as UTF-8");
        }
    }

    private static int octet(String text, int percent, String what) {
        if (percent + ESCAPE <= text.length()) {
            char high = text.charAt(percent + 1);
            char low = text.charAt(percent + 2);
            if (HexFormat.isHexDigit(high) && HexFormat.isHexDigit(low)) {
                return HexFormat.fromHexDigit(high) << NIBBLE | HexFormat.fromHexDigit(low);
            }
        }
        throw new ConfigurationException("in " + what + ", write a percent sign as %25");
    }
}
