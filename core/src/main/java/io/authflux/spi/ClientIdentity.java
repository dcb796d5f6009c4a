// SPDX-License-Identifier: Apache-2.0
package io.authflux.spi;

import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.error.ConfigurationException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/** What we show to a server that asks who we are, the same for every driver. */
public final class ClientIdentity {

    private static final String PLAIN = "PRIVATE KEY";
    private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
    private static final char[] NO_PASSWORD = {};

    private ClientIdentity() {}

    /**
     * What the options {@code sslCert}, {@code sslKey} and {@code sslKeyPassword} give. Reads files, and so must not be
     * called by who must not wait.
     *
     * @param config the configuration
     * @return empty if there is no certificate
     * @throws ConfigurationException if certificate or key cannot be read, or are of different kinds; holds neither
     */
    public static Optional<X509ExtendedKeyManager> of(DatabaseConfig config) {
        String certificate = config.get(Options.SSL_CERT);
        if (certificate.isEmpty()) {
            return Optional.empty();
        }
        String ownKey = config.get(Options.SSL_KEY).value();
        String key = ownKey.isEmpty() ? certificate : ownKey;
        List<X509Certificate> chain = chain(certificate);
        PrivateKey secret =
                key(key, chain.get(0), config.get(Options.SSL_KEY_PASSWORD).value());
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setKeyEntry("client", secret, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, NO_PASSWORD);
            return Stream.of(factory.getKeyManagers())
                    .filter(X509ExtendedKeyManager.class::isInstance)
                    .map(X509ExtendedKeyManager.class::cast)
                    .findFirst();
        } catch (IOException | GeneralSecurityException e) {
            throw new ConfigurationException("this Java cannot use the certificate of sslCert", e);
        }
    }

    private static List<X509Certificate> chain(String certificate) {
        try {
            // The file may hold the key as well, so what is thrown underneath is not kept.
            return Pem.read(certificate).certificates();
        } catch (IOException | GeneralSecurityException e) {
            throw new ConfigurationException(
                    "sslCert cannot be read as a certificate (PEM): " + Pem.origin(certificate));
        }
    }

    /** What is thrown underneath may hold a piece of the key, so it is not kept. */
    private static PrivateKey key(String key, X509Certificate certificate, String password) {
        try {
            Pem pem = Pem.read(key);
            Optional<byte[]> plain = pem.find(PLAIN);
            byte[] encoded = plain.isPresent() ? plain.get() : decrypted(pem, password);
            return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (IOException | GeneralSecurityException e) {
            throw new ConfigurationException("sslKey cannot be read as a private key for sslCert: " + Pem.origin(key)
                    + "; it must be PKCS#8, as openssl pkcs8 -topk8 writes it, and sslKeyPassword must fit if it is"
                    + " encrypted");
        }
    }

    private static byte[] decrypted(Pem pem, String password) throws IOException, GeneralSecurityException {
        byte[] encrypted = pem.find(ENCRYPTED).orElseThrow(() -> new GeneralSecurityException("no key"));
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encrypted);
        // The name of the algorithm is that of a family only; its parameters print what it is.
        String algorithm = info.getAlgParameters().toString();
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(
                Cipher.DECRYPT_MODE,
                SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.toCharArray())),
                info.getAlgParameters());
        return info.getKeySpec(cipher).getEncoded();
    }
}
