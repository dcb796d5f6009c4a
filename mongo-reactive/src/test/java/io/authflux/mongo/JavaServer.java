// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** MongoDB's protocol in this JVM, in memory: a stand-in that is there in every build. */
final class JavaServer implements AutoCloseable {

    private final MongoServer server;
    private final InetSocketAddress address;

    private JavaServer(MongoBackend backend, int port) {
        server = new MongoServer(backend);
        InetSocketAddress wanted = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        server.bind(wanted);
        address = server.getLocalAddress();
    }

    static JavaServer start() {
        return start(new MemoryBackend());
    }

    static JavaServer start(MongoBackend backend) {
        return new JavaServer(backend, 0);
    }

    static JavaServer startOn(int port) {
        return new JavaServer(new MemoryBackend(), port);
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
