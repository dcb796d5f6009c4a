// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.authflux.sqlite.config.SqliteConnectionConfiguration;
import io.authflux.sqlite.config.SqliteConnectionConfigurationBuilder;
import io.r2dbc.spi.Connection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A test with a file of its own, whose connections are closed after it. */
abstract class FileDatabase {

    @TempDir
    Path directory;

    private final List<Connection> opened = new ArrayList<>();

    SqliteConnectionConfigurationBuilder configuration() {
        return SqliteConnectionConfiguration.file(directory.resolve("test.db"));
    }

    SqliteConnectionFactory factory() {
        return new SqliteConnectionFactory(configuration().build());
    }

    Connection open() {
        return open(factory());
    }

    Connection open(SqliteConnectionFactory factory) {
        Connection connection = Sql.open(factory);
        opened.add(connection);
        return connection;
    }

    @AfterEach
    void closeConnections() {
        opened.forEach(Sql::close);
    }
}
