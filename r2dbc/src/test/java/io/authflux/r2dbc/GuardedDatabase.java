// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.config.DatabaseConfig;
import io.authflux.layout.Layout;
import io.authflux.layout.Layouts;
import io.authflux.r2dbc.connect.Connections;
import io.authflux.r2dbc.connect.Connector;
import io.authflux.r2dbc.dialect.Dialects;
import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Key;
import io.authflux.testkit.Await;
import io.authflux.testkit.database.TestDatabase;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tables without the unique keys that the layout wants, in a database whose connections have an isolation of their own.
 *
 * @param name for the report
 * @param database the tables' database
 * @param config how it is opened
 * @param isolation what every connection is set to before it is used; empty for the default
 * @param customize for what only some databases need
 */
record GuardedDatabase(
        String name,
        TestDatabase database,
        DatabaseConfig config,
        String isolation,
        UnaryOperator<R2dbcAdapterBuilder> customize) {

    /** The kinds, by name; a database is made when its kind is opened. */
    enum Kind {
        POSTGRES,
        POSTGRES_REPEATABLE_READ,
        POSTGRES_SERIALIZABLE,
        ANSI_ON_POSTGRES,
        ANSI_ON_POSTGRES_SERIALIZABLE,
        H2,
        ANSI_ON_H2,
        SQLITE,
        MYSQL,
        MYSQL_READ_COMMITTED,
        MYSQL_SERIALIZABLE,
        MYSQL_OTHER_DRIVER_SERIALIZABLE,
        MARIADB,
        MARIADB_READ_COMMITTED,
        MARIADB_SERIALIZABLE,
        MARIADB_OTHER_DRIVER_SERIALIZABLE;

        boolean isMySql() {
            return name().startsWith("MYSQL") || name().startsWith("MARIADB");
        }

        String isolation() {
            return Stream.of("READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE")
                    .filter(level -> name().endsWith(level.replace(' ', '_')))
                    .findFirst()
                    .orElse("");
        }

        /** An empty database. */
        TestDatabase fresh(Path folder) {
            if (isMySql()) {
                return mySql().fresh();
            }
            if (this == SQLITE) {
                Path file = folder.resolve("guarded.sqlite");
                return new TestDatabase(
                        DatabaseConfig.builder("sqlite")
                                .database(file.toString())
                                .build(),
                        "jdbc:sqlite:" + file);
            }
            return name().endsWith("H2") ? Fresh.h2() : Fresh.postgres();
        }

        private MySqlKind mySql() {
            return MySqlKind.valueOf(name().replaceFirst("_(READ|SERIAL).*", ""));
        }

        private DatabaseConfig config(TestDatabase database) {
            return isMySql() ? mySql().config(database).build() : database.config();
        }

        GuardedDatabase open(Path folder) {
            return in(fresh(folder), layout -> layout);
        }

        /** In a database, under names that may be changed. */
        GuardedDatabase in(TestDatabase database, UnaryOperator<Layout> renaming) {
            boolean ansi = name().startsWith("ANSI");
            GuardedDatabase guarded = new GuardedDatabase(
                    name(),
                    database,
                    config(database),
                    isolation(),
                    builder -> ansi ? builder.dialect(Dialects.ansi(position -> "$" + position)) : builder);
            Opened made = guarded.open(renaming.apply(withoutKeys()), true);
            made.close();
            return guarded;
        }
    }

    /** An adapter and what it was opened with. */
    record Opened(R2dbcAdapter adapter, Connections connections) {

        void close() {
            Await.done(connections.close());
        }
    }

    static Layout withKeys() {
        return Layouts.authJsTypeOrm()
                .with(EntityKind.USER, users -> users.with(Column.required("tenant", "tenant", ColumnType.STRING)
                                .declared("varchar(64)")
                                .asKey()
                                .withDefault("acme"))
                        .with(Column.optional("badge", "badge", ColumnType.STRING)
                                .declared("varchar(64)")
                                .asKey())
                        .withKeys(List.of(
                                Key.unique("tenant", "email").asAdvised(),
                                Key.unique("badge").asAdvised())));
    }

    static Layout withoutKeys() {
        return withKeys()
                .with(EntityKind.USER, users -> users.withKeys(List.of()))
                .with(EntityKind.ACCOUNT, accounts -> accounts.withKeys(List.of()));
    }

    Opened open() {
        return open(withKeys(), false);
    }

    Opened open(Layout layout, boolean synchronize) {
        Connections connections = Connector.opener(config).get();
        ConnectionFactory live = connections.live();
        R2dbcAdapterBuilder builder = customize.apply(
                R2dbcAdapter.builder(isolation.isEmpty() ? live : new IsolatedConnectionFactory(live, setting()))
                        .layout(layout)
                        .synchronize(synchronize));
        if (connections.blocking() != null) {
            builder.blockingOn(connections.blocking());
        }
        return new Opened(Await.one(builder.connect()), connections);
    }

    private String setting() {
        return config.type().equals("postgres")
                ? "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL " + isolation
                : "SET SESSION TRANSACTION ISOLATION LEVEL " + isolation;
    }

    private record IsolatedConnectionFactory(ConnectionFactory connections, String setting)
            implements ConnectionFactory {

        @Override
        public Mono<Connection> create() {
            return Mono.from(connections.create()).flatMap(connection -> Flux.from(
                            connection.createStatement(setting).execute())
                    .flatMap(Result::getRowsUpdated)
                    .then(Mono.just(connection)));
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return connections.getMetadata();
        }
    }
}
