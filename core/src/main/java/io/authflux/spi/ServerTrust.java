// SPDX-License-Identifier: Apache-2.0
package io.authflux.spi;

import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.error.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What a server's certificate is held against, the same for every driver: some read the file on a thread that must not
 * wait, and some compare the host name where that was not asked for.
 */
public final class ServerTrust {

    private ServerTrust() {}

    /**
     * What the options {@code sslMode} and {@code sslCa} ask for. Reads the file, and so must not be called by who must
     * not wait.
     *
     * @param config the configuration
     * @return believes everybody for {@code require}; believes whom an authority signed, whatever the name, for
     *     {@code verify-ca}, and compares the name too, if the connection asks for it, for {@code verify-full}; empty for the
     *     other modes
     * @throws ConfigurationException if the file cannot be read, or holds no certificate
     */
    public static Optional<X509ExtendedTrustManager> of(DatabaseConfig config) {
        String file = config.get(Options.SSL_CA);
        return switch (config.get(Options.SSL_MODE)) {
            case DISABLE, PREFER -> Optional.empty();
            case REQUIRE -> Optional.of(everybody());
            case VERIFY_CA -> Optional.of(new Unnamed(authorities(file)));
            case VERIFY_FULL -> Optional.of(authorities(file));
        };
    }

    /**
     * Believes every certificate, as libpq's {@code sslmode=require} does.
     *
     * @return keeps out those who only listen
     */
    public static X509ExtendedTrustManager everybody() {
        return new Unnamed(null);
    }

    /**
     * Says what is wrong, if encryption is why a server could not be reached.
     *
     * @param where the server, for the message
     * @param error what a driver threw
     * @return empty if it was something else
     */
    public static Optional<ConfigurationException> explain(String where, @Nullable Throwable error) {
        Throwable tls = null;
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathBuilderException) {
                return Optional.of(new ConfigurationException(
                        where + " has a TLS certificate of an authority that is not trusted: name the authority's"
                                + " certificate with sslCa",
                        error));
            }
            if (cause instanceof SSLException || cause instanceof CertificateException) {
                tls = cause;
            }
        }
        return tls == null
                ? Optional.empty()
                : Optional.of(new ConfigurationException(
                        where
                                + (tls instanceof CertificateException
                                        ? " has a TLS certificate that is not for this host name, or not for this day"
                                        : " and this JVM do not come to terms about TLS: look at the names in its"
                                                + " certificate, and at the versions that it speaks"),
                        error));
    }

    private static X509ExtendedTrustManager authorities(String file) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(file.isEmpty() ? null : read(file));
            return Stream.of(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new ConfigurationException("this Java knows no certificates"));
        } catch (IOException | GeneralSecurityException | InvalidPathException e) {
            throw new ConfigurationException("the file of sslCa cannot be read as certificates: " + file, e);
        }
    }

    private static KeyStore read(String file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int count = 0;
        try (InputStream pem = Files.newInputStream(Path.of(file))) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca-" + count++, certificate);
            }
        }
        if (count == 0) {
            throw new CertificateException("no certificate");
        }
        return store;
    }

    /** Asks an authority at most, and never for the name. Null: asks nobody. */
    private static final class Unnamed extends X509ExtendedTrustManager {

        private final @Nullable X509ExtendedTrustManager authority;

        Unnamed(@Nullable X509ExtendedTrustManager authority) {
            this.authority = authority;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            if (authority != null) {
                authority.checkServerTrusted(chain, type);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("nobody connects to us");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return authority == null ? new X509Certificate[0] : authority.getAcceptedIssuers();
        }
    }
}
