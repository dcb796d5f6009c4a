// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The object {@code ssl} of TypeORM, which is Node's: {@code rejectUnauthorized}, true unless it is given; {@code ca},
 * {@code cert}, {@code key} and {@code passphrase}, as text or the path of a file. What else Node knows would make the
 * connection less or differently safe than it says, and is refused.
 */
final class TlsObject {

    private static final String AUTHORITIES = "ca";
    private static final Map<String, Option<?>> PARTS = Map.of(
            AUTHORITIES,
            Options.SSL_CA,
            "cert",
            Options.SSL_CERT,
            "key",
            Options.SSL_KEY,
            "passphrase",
            Options.SSL_KEY_PASSWORD);
    private static final String CHECKED = "rejectUnauthorized";

    private TlsObject() {}

    /** {@code meaningless} is told what is not used. */
    static void readInto(DatabaseConfig.Builder config, Object value, Consumer<String> meaningless) {
        String name = Options.SSL_MODE.name();
        if (!(value instanceof Map)) {
            config.option(
                    name,
                    Plain.scalar("ssl", value, "true, false or an object such as {\"rejectUnauthorized\": true}"));
            return;
        }
        Map<String, Object> object = Plain.object("ssl", value);
        Object checked = object.remove(CHECKED);
        boolean isChecked = checked == null || Plain.truth("ssl." + CHECKED, checked);
        config.option(name, isChecked ? "verify-full" : "require");
        object.forEach((part, given) -> {
            Option<?> option = PARTS.get(part);
            if (option == null) {
                throw TypeOrmVocabulary.unknown("ssl." + part, names());
            }
            if (part.equals(AUTHORITIES) && !isChecked) {
                // Node takes both, and then looks at no certificate.
                meaningless.accept("ssl." + AUTHORITIES);
            } else {
                String full = "ssl." + part;
                config.option(option.name(), part.equals(AUTHORITIES) ? authorities(full, given) : pem(full, given));
            }
        });
    }

    /** One text, or the lines of several: any of them may vouch for the server. */
    static String authorities(String name, Object value) {
        List<?> parts = value instanceof List<?> list ? list : List.of(value);
        return parts.stream().map(part -> Plain.text(name, part)).collect(Collectors.joining("\n"));
    }

    /** One text, as a list too, but not several: of two keys only the first would be shown, and nobody said which. */
    static String pem(String name, Object value) {
        if (!(value instanceof List<?> list)) {
            return Plain.text(name, value);
        }
        if (list.size() != 1 || !(list.get(0) instanceof String text)) {
            throw Plain.expected(name, "one text; only the authorities (ca) may be several");
        }
        return text;
    }

    private static Collection<String> names() {
        return List.of("ssl." + CHECKED, "ssl.ca", "ssl.cert", "ssl.key", "ssl.passphrase");
    }
}
