// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.connection.SslSettings;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.config.SslMode;
import io.authflux.error.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

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
        if (mode == SslMode.REQUIRE || isTrue(config, "tlsInsecure") || isTrue(config, INVALID_CERTIFICATES)) {
            settings.context(context(new TrustManager[] {new Trusting()}));
        } else if (!config.get(Options.SSL_CA).isEmpty()) {
            settings.context(context(authorities(config.get(Options.SSL_CA))));
        }
    }

    private static boolean isTrue(DatabaseConfig config, String option) {
        return Boolean.parseBoolean(config.extra().get(option));
    }

    private static SSLContext context(TrustManager[] trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new ConfigurationException("this Java cannot encrypt connections", e);
        }
    }

    private static TrustManager[] authorities(String file) {
        try (InputStream pem = Files.newInputStream(Path.of(file))) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca-" + count++, certificate);
            }
            if (count == 0) {
                throw new ConfigurationException("the file of sslCa holds no certificate: " + file);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new ConfigurationException("the file of sslCa cannot be read as certificates: " + file, e);
        }
    }

    /** Believes every certificate, as libpq's {@code sslmode=require} does. */
    private static final class Trusting extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
