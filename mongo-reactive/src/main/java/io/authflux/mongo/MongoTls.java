// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.connection.SslSettings;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.config.SslMode;
import io.authflux.error.ConfigurationException;
import io.authflux.spi.ServerTrust;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * Encryption. MongoDB has none that starts in the clear, so {@link SslMode#PREFER}, the default, is what MongoDB's
 * connection string says by itself: encrypted and checked for {@code mongodb+srv}, in the clear for {@code mongodb}.
 */
final class MongoTls {

    /** An option of MongoDB's connection string that only the driver for Java does not know. */
    static final String INVALID_CERTIFICATES = "tlsAllowInvalidCertificates";

    private MongoTls() {}

    /** Reads the file of the trusted authorities, if there is one, and so must not be called by who must not wait. */
    static void apply(DatabaseConfig config, SslSettings.Builder settings) {
        SslMode mode = config.get(Options.SSL_MODE);
        if (mode != SslMode.PREFER) {
            settings.enabled(mode != SslMode.DISABLE);
        }
        if (mode == SslMode.REQUIRE || mode == SslMode.VERIFY_CA) {
            settings.invalidHostNameAllowed(true);
        }
        if (isTrue(config, "tlsInsecure") || isTrue(config, INVALID_CERTIFICATES)) {
            settings.context(context(ServerTrust.everybody()));
        } else {
            ServerTrust.of(config).ifPresent(trust -> settings.context(context(trust)));
        }
    }

    private static boolean isTrue(DatabaseConfig config, String option) {
        return Boolean.parseBoolean(config.extra().get(option));
    }

    private static SSLContext context(TrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new ConfigurationException("this Java cannot encrypt connections", e);
        }
    }
}
