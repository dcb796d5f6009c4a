// SPDX-License-Identifier: Apache-2.0
package org.example.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.adapter.AuthAdapter;
import io.authflux.config.DatabaseConfig;
import io.authflux.r2dbc.R2dbcAdapter;
import io.authflux.r2dbc.connect.Connections;
import io.authflux.r2dbc.connect.Connector;
import io.authflux.r2dbc.dialect.Dialects;
import io.authflux.schema.Schema;
import io.authflux.testkit.AdapterContract;
import io.authflux.testkit.Await;
import io.authflux.testkit.Backdoor;
import io.authflux.testkit.MutableClock;
import io.authflux.testkit.database.JdbcBackdoor;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.sql.DriverManager;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.reactivestreams.Publisher;

/** The whole contract on H2, which says that it is another product, so that only the dialect can open it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcmeContractTest implements AdapterContract {

    private final MutableClock clock = MutableClock.create();
    private Connections connections;
    private AuthAdapter adapter;
    private JdbcBackdoor backdoor;

    private record Acme(ConnectionFactory h2) implements ConnectionFactory {

        @Override
        public Publisher<? extends Connection> create() {
            return h2.create();
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return () -> "Acme";
        }
    }

    @BeforeAll
    void open() {
        connections = Connector.opener(DatabaseConfig.parse("h2:mem:acme")).get();
        adapter = Await.one(R2dbcAdapter.builder(new Acme(connections.live()))
                .blockingOn(Objects.requireNonNull(connections.blocking()))
                .clock(clock)
                .synchronize(true)
                .connect());
        backdoor = new JdbcBackdoor(schema(), () -> DriverManager.getConnection("jdbc:h2:mem:acme", "sa", ""), "\"");
    }

    @AfterAll
    void close() throws Exception {
        backdoor.close();
        Await.done(connections.close());
    }

    @Override
    public AuthAdapter adapter() {
        return adapter;
    }

    @Override
    public Backdoor backdoor() {
        return backdoor;
    }

    @Override
    public MutableClock clock() {
        return clock;
    }

    @Override
    public Schema schema() {
        return Schema.nextAuth();
    }

    @Override
    public int races() {
        return 20;
    }

    @Override
    public int cancelledLookups() {
        return 5_000;
    }

    /** Named by nobody: the service loader found it. */
    @Test
    void theDialectIsRegistered() {
        assertThat(Dialects.of(() -> "Acme")).containsInstanceOf(AcmeDialect.class);
        assertThat(Dialects.named("acme")).containsInstanceOf(AcmeDialect.class);
        assertThat(R2dbcAdapter.ddl("acme", schema())).contains("\"access_token\" character varying,");
    }
}
