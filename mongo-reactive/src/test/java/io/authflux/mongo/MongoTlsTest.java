// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.error.ConfigurationException;
import io.authflux.error.StoreUnavailableException;
import io.authflux.testkit.Await;
import io.authflux.testkit.database.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose certificates are believed. The server has one for {@code localhost}, not for its address. */
class MongoTlsTest {

    private static Certificates certificates;
    private static JavaServer server;

    /** Certificate and key in one file, as MongoDB's own programs want them. */
    private static Path both;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException, GeneralSecurityException {
        certificates = Certificates.in(folder);
        server = JavaServer.encrypted(certificates);
        both = Files.writeString(
                folder.resolve("both.pem"),
                Files.readString(certificates.certificate()) + Files.readString(certificates.key()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String url(String host, String options) {
        return "mongodb://" + host + ":" + server.port() + "/app?synchronize=true&connectTimeout=5s&"
                + options.replace("RIGHT", certificates.authority().toString())
                        .replace("WRONG", certificates.stranger().toString())
                        .replace("BOTH", both.toString())
                        .replace("CERTIFICATE", certificates.certificate().toString())
                        .replace("KEY", certificates.key().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "localhost,sslMode=verify-full&sslCa=RIGHT",
        "localhost,tls=true&tlsCAFile=RIGHT",
        "127.0.0.1,sslMode=verify-ca&sslCa=RIGHT",
        "127.0.0.1,tls=true&tlsCAFile=RIGHT&tlsAllowInvalidHostnames=true",
        "127.0.0.1,sslMode=require",
        "localhost,tls=true&tlsCAFile=RIGHT&sslCert=CERTIFICATE&sslKey=KEY",
        "127.0.0.1,sslMode=require&tlsCertificateKeyFile=BOTH",
        "127.0.0.1,tls=true&tlsInsecure=true",
        "127.0.0.1,tls=true&tlsAllowInvalidCertificates=true"
    })
    void whoIsToBeBelievedIsBelieved(String host, String options) {
        AuthAdapter adapter = Await.one(Authflux.connect(url(host, options)));

        assertThat(Await.maybe(adapter.sessions().findWithUser("none"))).isEmpty();
        Await.done(adapter.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sslMode=verify-full&sslCa=WRONG", "sslMode=verify-ca&sslCa=WRONG", "sslMode=verify-ca"})
    void anotherAuthorityIsNamedAsWhatIsWrong(String options) {
        assertThat(Await.failure(Authflux.connect(url("localhost", options))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("TLS certificate of an authority that is not trusted")
                .hasMessageContaining("localhost:" + server.port());
    }

    @Test
    void anotherNameIsNamedAsWhatIsWrong() {
        assertThat(Await.failure(Authflux.connect(url("127.0.0.1", "sslMode=verify-full&sslCa=RIGHT"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("TLS certificate that is not for this host name");
    }

    /** It says nothing at all, and waits for the rest of a message. */
    @ParameterizedTest
    @ValueSource(strings = {"sslMode=require", "tls=true", "sslMode=verify-ca&sslCa=RIGHT"})
    void aServerThatDoesNotEncryptIsNamedAsWhatIsWrong(String options) {
        try (JavaServer clear = JavaServer.start()) {
            String url = url("127.0.0.1", options).replace(":" + server.port(), ":" + clear.port());

            assertThat(Await.failure(Authflux.connect(url)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("127.0.0.1:" + clear.port())
                    .hasMessageContaining("does not encrypt");
        }
    }

    /** Nobody knows whether it would encrypt. */
    @Test
    void aServerThatIsNotThereIsUnavailable() {
        assertThat(Await.failure(Authflux.connect("mongodb://127.0.0.1:1/app?tls=true&connectTimeout=500ms")))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aCertificateThatCannotBeShownIsNamed() {
        assertThat(Await.failure(Authflux.connect(url("localhost", "sslMode=require&sslCert=nowhere.pem"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("sslCert cannot be read")
                .hasMessageContaining("nowhere.pem");
    }
}
