// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.error.ConfigurationException;
import io.authflux.testkit.Await;
import io.authflux.testkit.database.Certificates;
import java.io.IOException;
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

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException, GeneralSecurityException {
        certificates = Certificates.in(folder);
        server = JavaServer.encrypted(certificates);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String url(String host, String options) {
        return "mongodb://" + host + ":" + server.port() + "/app?synchronize=true&connectTimeout=2s&"
                + options.replace("RIGHT", certificates.authority().toString())
                        .replace("WRONG", certificates.stranger().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "localhost,sslMode=verify-full&sslCa=RIGHT",
        "localhost,tls=true&tlsCAFile=RIGHT",
        "127.0.0.1,sslMode=verify-ca&sslCa=RIGHT",
        "127.0.0.1,tls=true&tlsCAFile=RIGHT&tlsAllowInvalidHostnames=true",
        "127.0.0.1,sslMode=require",
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
}
