// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A server that was started elsewhere. */
final class RealMongo {

    private RealMongo() {}

    static String url() {
        Optional<String> url = Optional.ofNullable(System.getenv("AUTHFLUX_TEST_MONGODB_URL"));
        Assumptions.assumeTrue(url.isPresent(), "AUTHFLUX_TEST_MONGODB_URL names no server");
        return url.orElseThrow();
    }
}
