// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.connection.SslSettings;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.config.SslMode;
import io.authflux.error.ConfigurationException;
import io.authflux.spi.ClientIdentity;
import io.authflux.spi.ServerTrust;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Encryption. MongoDB has none that starts in the clear, so {@link SslMode#PREFER}, the default, is what MongoDB's
 * connection string says by itself: encrypted and checked for {@code mongodb+srv}, in the clear for {@code mongodb}.
 */
final class MongoTls {

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
        Optional<? extends TrustManager> trust = ServerTrust.of(config);
        Optional<? extends KeyManager> identity = ClientIdentity.of(config);
        if (trust.isPresent() || identity.isPresent()) {
            settings.context(context(
                    identity.map(i -> new KeyManager[] {i}).orElse(null),
                    trust.map(t -> new TrustManager[] {t}).orElse(null)));
        }
    }

    /** Whether what connects with this configuration expects a server that encrypts. */
    static boolean isEncrypted(DatabaseConfig config) {
        SslMode mode = config.get(Options.SSL_MODE);
        return mode == SslMode.PREFER ? config.type().equals(MongoSettings.SRV) : mode != SslMode.DISABLE;
    }

    /** Null is Java's own. */
    private static SSLContext context(KeyManager @Nullable [] identity, TrustManager @Nullable [] trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new ConfigurationException("this Java cannot encrypt connections", e);
        }
    }
}
