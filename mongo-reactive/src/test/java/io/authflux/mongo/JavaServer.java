// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.authflux.testkit.database.Certificates;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** MongoDB's protocol in this JVM, in memory: a stand-in that is there in every build. */
final class JavaServer implements AutoCloseable {

    private final MongoServer server;
    private final InetSocketAddress address;

    private JavaServer(MongoServer server, int port) {
        this.server = server;
        InetSocketAddress wanted = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        server.bind(wanted);
        address = server.getLocalAddress();
    }

    static JavaServer start() {
        return start(new MemoryBackend());
    }

    static JavaServer start(MongoBackend backend) {
        return new JavaServer(new MongoServer(backend), 0);
    }

    static JavaServer startOn(int port) {
        return new JavaServer(new MongoServer(new MemoryBackend()), port);
    }

    /** One that talks to nobody in clear. */
    static JavaServer encrypted(Certificates certificates) throws IOException, GeneralSecurityException {
        MongoServer server = new MongoServer(new MemoryBackend());
        String pem = Files.readString(certificates.key()).replaceAll("-----.*-----", "");
        try (InputStream chain = Files.newInputStream(certificates.certificate())) {
            server.enableSsl(
                    KeyFactory.getInstance("EC")
                            .generatePrivate(new PKCS8EncodedKeySpec(
                                    Base64.getMimeDecoder().decode(pem))),
                    null,
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(chain));
        }
        return new JavaServer(server, 0);
    }

    int port() {
        return address.getPort();
    }

    String url() {
        return "mongodb://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
