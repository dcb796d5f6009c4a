// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.testkit.database.Certificates;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertifiedNameTest {

    private static SSLSession session;

    @BeforeAll
    static void certify(@TempDir Path folder) throws IOException, GeneralSecurityException {
        Path file = Certificates.in(folder, "dns:db.example.org,dns:*.replica.example.org,ip:10.0.0.7,ip:2001:db8::7")
                .certificate();
        try (InputStream pem = Files.newInputStream(file)) {
            Certificate[] chain = {CertificateFactory.getInstance("X.509").generateCertificate(pem)};
            session = (SSLSession) Proxy.newProxyInstance(
                    CertifiedNameTest.class.getClassLoader(),
                    new Class<?>[] {SSLSession.class},
                    (proxy, method, arguments) -> chain);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db.example.org",
                "DB.Example.ORG",
                "db.example.org.",
                "a.replica.example.org",
                "10.0.0.7",
                "2001:db8::7",
                "2001:0db8:0:0::7"
            })
    void whatTheCertificateNamesIsRight(String host) {
        assertThat(new CertifiedName(host).verify("evil.example", session)).isTrue();
    }

    /** What the name service makes of an address, which the driver hands over, counts for nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org",
                "db.example.org.evil.example",
                "replica.example.org",
                "a.b.replica.example.org",
                "*",
                "localhost",
                "10.0.0.8",
                "2001:db8::8"
            })
    void anythingElseIsWrong(String host) {
        assertThat(new CertifiedName(host).verify("db.example.org", session)).isFalse();
    }
}
