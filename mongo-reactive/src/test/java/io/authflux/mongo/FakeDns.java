// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.spi.dns.DnsClient;
import com.mongodb.spi.dns.DnsClientProvider;
import com.mongodb.spi.dns.DnsException;
import java.util.List;
import javax.naming.CommunicationException;

/** The name server of {@code example.test}, so that {@code mongodb+srv} can be tested without a network. */
public final class FakeDns implements DnsClientProvider {

    @Override
    public DnsClient create() {
        return FakeDns::resolve;
    }

    private static List<String> resolve(String name, String type) throws DnsException {
        if (name.endsWith("away.example.test")) {
            throw new DnsException("no answer", new CommunicationException());
        }
        if (!name.endsWith("cluster.example.test")) {
            throw new DnsException("no such name", new IllegalArgumentException());
        }
        return type.equals("TXT")
                ? List.of("authSource=source-of-txt&replicaSet=rs-of-txt")
                : List.of("0 0 27017 a.example.test.", "0 0 27018 b.example.test.");
    }
}
