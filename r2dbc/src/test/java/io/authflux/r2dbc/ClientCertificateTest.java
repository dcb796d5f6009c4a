// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Host;
import io.authflux.error.AuthfluxException;
import io.authflux.error.ConfigurationException;
import io.authflux.testkit.Await;
import io.authflux.testkit.database.Certificates;
import io.authflux.testkit.database.MariaDbServer;
import io.authflux.testkit.database.PostgresServer;
import io.authflux.testkit.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that want to see a certificate, shown one as TypeORM's object has it. */
class ClientCertificateTest {

    private static final String PASSWORD = "key-passw0rd";

    @TempDir
    private static Path folder;

    private static Certificates certificates;
    private static PostgresServer postgres;
    private static MariaDbServer mariaDb;

    /** How the object holds certificate and key. */
    enum Form {
        PATHS,
        TEXTS,
        ONE_FILE,
        ENCRYPTED;

        Map<String, Object> ssl() throws IOException, GeneralSecurityException {
            Map<String, Object> ssl = new LinkedHashMap<>();
            String certificate = Files.readString(certificates.certificate());
            String key = Files.readString(certificates.key());
            switch (this) {
                case PATHS -> {
                    ssl.put("ca", certificates.authority().toString());
                    ssl.put("cert", certificates.certificate().toString());
                    ssl.put("key", certificates.key().toString());
                }
                case TEXTS -> {
                    ssl.put("ca", Files.readString(certificates.authority()));
                    ssl.put("cert", certificate);
                    ssl.put("key", key);
                }
                case ONE_FILE -> {
                    Path both = Files.writeString(folder.resolve("both.pem"), key + certificate);
                    ssl.put("rejectUnauthorized", false);
                    ssl.put("cert", both.toString());
                }
                case ENCRYPTED -> {
                    ssl.put("ca", certificates.authority().toString());
                    ssl.put("cert", certificates.certificate().toString());
                    ssl.put("key", encrypted(key));
                    ssl.put("passphrase", PASSWORD);
                }
            }
            return ssl;
        }
    }

    private static String encrypted(String key) throws IOException, GeneralSecurityException {
        byte[] plain = Base64.getMimeDecoder().decode(key.replaceAll("-----[A-Z ]+-----", ""));
        String algorithm = "PBEWithHmacSHA256AndAES_256";
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(
                Cipher.ENCRYPT_MODE,
                SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(PASSWORD.toCharArray())));
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("PBES2");
        parameters.init(cipher.getParameters().getEncoded());
        byte[] content = new EncryptedPrivateKeyInfo(parameters, cipher.doFinal(plain)).getEncoded();
        return "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(content)
                + "\n-----END ENCRYPTED PRIVATE KEY-----\n";
    }

    @BeforeAll
    static void start() {
        certificates = Certificates.in(folder);
        postgres = PostgresServer.start();
        postgres.configure(Map.of(
                "ssl_ca_file", certificates.authority().toString(),
                "ssl_cert_file", certificates.certificate().toString(),
                "ssl_key_file", certificates.key().toString(),
                "ssl", "on"));
        mariaDb = MariaDbServer.start(
                "--ssl-ca=" + certificates.authority(),
                "--ssl-cert=" + certificates.certificate(),
                "--ssl-key=" + certificates.key());
    }

    @AfterAll
    static void stop() {
        postgres.close();
        mariaDb.close();
    }

    private static Map<String, Object> object(TestDatabase database, Object ssl) {
        DatabaseConfig there = database.config();
        Host host = there.hosts().get(0);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", there.type());
        object.put("host", "localhost");
        object.put("port", host.port());
        there.username().ifPresent(name -> object.put("username", name));
        there.password().ifPresent(password -> object.put("password", password.value()));
        object.put("database", there.database());
        object.put("synchronize", true);
        object.put("ssl", ssl);
        return object;
    }

    @ParameterizedTest
    @EnumSource
    void postgresSeesTheCertificate(Form form) throws IOException, GeneralSecurityException {
        TestDatabase database = postgres.database("client");

        AuthAdapter adapter = Await.one(Authflux.connect(DatabaseConfig.from(object(database, form.ssl()))));

        assertThat(database.query("SELECT DISTINCT client_dn FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)"
                        + " WHERE application_name = 'authflux'"))
                .containsExactly("/CN=Authflux test server");
        Await.done(adapter.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mariadb", "mysql"})
    void mariaDbLetsInWhoShowsOne(String driver) throws IOException, GeneralSecurityException {
        TestDatabase database = mariaDb.database("client");
        String user = "certified_" + driver;
        database.execute(
                "CREATE OR REPLACE USER " + user + " IDENTIFIED BY 'x' REQUIRE X509",
                "GRANT ALL ON client.* TO " + user);
        for (Form form : Form.values()) {
            Map<String, Object> object = object(database, form.ssl());
            object.putAll(Map.of("username", user, "password", "x", "driver", driver));
            Await.done(Authflux.connect(DatabaseConfig.from(object)).flatMap(AuthAdapter::close));
        }

        Map<String, Object> without = object(database, Map.of("rejectUnauthorized", false));
        without.putAll(Map.of("username", user, "password", "x", "driver", driver));
        assertThat(Await.failure(Authflux.connect(DatabaseConfig.from(without))))
                .isInstanceOf(AuthfluxException.class);
    }

    @Test
    void aKeyThatCannotBeReadIsNamedAndNotShown() throws IOException, GeneralSecurityException {
        TestDatabase database = postgres.database("client");
        String key = Files.readString(certificates.key());
        String secret = key.lines().skip(1).findFirst().orElseThrow();
        Map<String, Object> ssl = Form.ENCRYPTED.ssl();
        ssl.put("passphrase", "wrong");
        assertRefused(object(database, ssl), "sslKey cannot be read", secret);
        ssl.put("key", key.replace("PRIVATE KEY", "RSA PRIVATE KEY"));
        assertRefused(object(database, ssl), "openssl pkcs8 -topk8", secret);
        ssl.put("key", key.replace(secret, secret.substring(1)));
        assertRefused(object(database, ssl), "sslKey cannot be read", secret.substring(1));
        ssl.put("key", folder.resolve("nowhere.pem").toString());
        assertRefused(object(database, ssl), "nowhere.pem", secret);
        ssl.put("cert", key);
        assertRefused(object(database, ssl), "sslCert cannot be read", secret);
        ssl.put("ca", key);
        assertRefused(object(database, ssl), "sslCa cannot be read", secret);
    }

    private static void assertRefused(Map<String, Object> object, String message, String secret) {
        DatabaseConfig config = DatabaseConfig.from(object);
        assertThat(config.toString()).doesNotContain(secret);
        assertThatThrownBy(() -> Authflux.connect(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining(secret)
                .hasStackTraceContaining(message)
                .satisfies(e -> assertThat(String.valueOf(e.getCause())).doesNotContain(secret));
    }
}
