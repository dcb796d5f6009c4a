// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What MongoDB's connection string has to say how little a certificate is looked at: other words for an {@link SslMode}. */
final class LooseTls {

    private static final Map<String, SslMode> MODES = Map.of(
            "tlsInsecure", SslMode.REQUIRE,
            "tlsAllowInvalidCertificates", SslMode.REQUIRE,
            "tlsAllowInvalidHostnames", SslMode.VERIFY_CA);

    private LooseTls() {}

    /** Takes the words out of the driver's options; those that say no more than is usual are gone too. */
    static Map<String, SslMode> take(Map<String, String> extra) {
        Map<String, SslMode> said = new TreeMap<>();
        MODES.forEach((name, mode) -> {
            String value = extra.remove(name);
            if (value != null && new Option<>(name, List.of(), Values.BOOLEAN, false).parse(value)) {
                said.put(name, mode);
            }
        });
        return said;
    }

    /** The mode that looks at least. */
    static Optional<SslMode> loosest(Map<String, SslMode> said) {
        return said.values().stream().min(Comparator.naturalOrder());
    }
}
