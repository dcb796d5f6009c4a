// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.sqlite.config.OpenMode;
import io.authflux.sqlite.config.SqliteConnectionConfiguration;
import io.authflux.sqlite.config.SqliteDatabase;
import io.authflux.sqlite.config.Synchronous;
import io.authflux.sqlite.config.TemporalFormat;
import io.authflux.sqlite.config.TransactionMode;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class ConnectionUrlTest {

    @TempDir
    private Path directory;

    private static SqliteDatabase database(String url) {
        return SqliteUrl.parse(url).database();
    }

    @Test
    void fileUrlsAreDiscovered() {
        Path file = directory.resolve("a b%20c.db");
        ConnectionFactory factory =
                ConnectionFactories.get("r2dbc:sqlite:file://" + file.toUri().getRawPath());
        assertThat(factory).isInstanceOf(SqliteConnectionFactory.class);
        assertThat(factory.getMetadata().getName()).isEqualTo("SQLite");
        assertThat(Sql.with(factory, connection -> Sql.update(connection, "CREATE TABLE t (a)"))
                        .blockLast())
                .isZero();
        assertThat(Files.exists(file)).isTrue();
    }

    @Test
    void pathsAreAbsoluteUnlessTheySayOtherwise() {
        assertThat(database("r2dbc:sqlite:file:///data/app.db"))
                .isEqualTo(new SqliteDatabase.File(Path.of("/data/app.db")));
        assertThat(database("r2dbc:sqlite:file:////data/app.db"))
                .isEqualTo(new SqliteDatabase.File(Path.of("/data/app.db")));
        assertThat(database("r2dbc:sqlite:file:///./data/app.db"))
                .isEqualTo(new SqliteDatabase.File(Path.of("data/app.db")));
        assertThat(database("r2dbc:sqlite:file://data/app.db"))
                .isEqualTo(new SqliteDatabase.File(Path.of("data/app.db")));
        assertThat(database("r2dbc:sqlite:file://./app.db")).isEqualTo(new SqliteDatabase.File(Path.of("app.db")));
        assertThat(database("r2dbc:sqlite:///data/app.db")).isEqualTo(new SqliteDatabase.File(Path.of("/data/app.db")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"r2dbc:sqlite:memory:///", "r2dbc:sqlite::memory:///", "r2dbc:sqlite::memory:"})
    void memoryIsPrivateWithoutAName(String url) {
        assertThat(database(url)).isEqualTo(new SqliteDatabase.PrivateMemory());
    }

    @ParameterizedTest
    @ValueSource(strings = {"r2dbc:sqlite:memory:///shop", "r2dbc:sqlite:memory://shop", "r2dbc:sqlite:memory:shop"})
    void memoryIsSharedUnderAName(String url) {
        assertThat(database(url)).isEqualTo(new SqliteDatabase.SharedMemory("shop"));
    }

    @Test
    void factoriesOfTheSameMemoryShareIt() {
        ConnectionFactory one = ConnectionFactories.get("r2dbc:sqlite:memory:///two-factories");
        ConnectionFactory two = ConnectionFactories.get("r2dbc:sqlite:memory:///two-factories");
        Sql.with(one, connection -> Sql.update(connection, "CREATE TABLE t AS SELECT 7 AS a"))
                .blockLast();
        assertThat(Sql.with(two, connection -> Sql.query(connection, Integer.class, "SELECT a FROM t"))
                        .blockLast())
                .isEqualTo(7);
        Mono.from(((SqliteConnectionFactory) one).close()).block();
        assertThat(Sql.with(two, connection -> Sql.query(connection, Integer.class, "SELECT a FROM t"))
                        .blockLast())
                .isEqualTo(7);
        Mono.from(((SqliteConnectionFactory) two).close()).block();
        assertThat(Sql.with(
                                ConnectionFactories.get("r2dbc:sqlite:memory:///two-factories"),
                                connection -> Sql.query(connection, Long.class, "SELECT count(*) FROM sqlite_schema"))
                        .blockLast())
                .isZero();
    }

    @Test
    void everyOptionCanStandInAUrl() {
        SqliteConnectionConfiguration read = SqliteUrl.parse("r2dbc:sqlite:file:///x.db?openMode=read-write&openFlags=0"
                + "&journalMode=truncate&synchronous=full&foreignKeys=false&cacheSize=-4000&mmapSize=1048576"
                + "&busyTimeout=PT1S&lockWaitTimeout=250&statementTimeout=PT2S&transactionMode=deferred"
                + "&temporalFormat=iso_text&statementCacheSize=9&fetchSize=10&pragma.temp_store=MEMORY");
        assertThat(read.openMode()).isEqualTo(OpenMode.READ_WRITE);
        assertThat(read.pragmas())
                .containsEntry("journal_mode", "TRUNCATE")
                .containsEntry("synchronous", "FULL")
                .containsEntry("foreign_keys", "OFF")
                .containsEntry("cache_size", "-4000")
                .containsEntry("mmap_size", "1048576")
                .containsEntry("temp_store", "MEMORY");
        assertThat(read.busyTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(read.lockWaitTimeout()).isEqualTo(Duration.ofMillis(250));
        assertThat(read.statementTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(read.transactionMode()).isEqualTo(TransactionMode.DEFERRED);
        assertThat(read.temporalFormat()).isEqualTo(TemporalFormat.ISO_TEXT);
        assertThat(read.statementCacheSize()).isEqualTo(9);
        assertThat(read.fetchSize()).isEqualTo(10);
        assertThat(SqliteUrl.parse("r2dbc:sqlite:file:///x.db?readOnly=true").isReadOnly())
                .isTrue();
    }

    @Test
    void optionsMayBeTyped() {
        SqliteConnectionConfiguration read = SqliteOptions.read(ConnectionFactoryOptions.builder()
                .option(ConnectionFactoryOptions.DRIVER, "sqlite")
                .option(ConnectionFactoryOptions.DATABASE, ":memory:")
                .option(SqliteConnectionFactoryProvider.SYNCHRONOUS, Synchronous.OFF)
                .option(ConnectionFactoryOptions.STATEMENT_TIMEOUT, Duration.ofSeconds(3))
                .build());
        assertThat(read.database()).isEqualTo(new SqliteDatabase.PrivateMemory());
        assertThat(read.pragmas()).containsEntry("synchronous", "OFF");
        assertThat(read.statementTimeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void unknownOptionsAreRefusedByNameWithTheKnownOnes() {
        assertThatThrownBy(() -> SqliteUrl.parse("r2dbc:sqlite:file:///x.db?bussyTimeout=5"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'bussyTimeout'")
                .hasMessageContaining("busyTimeout")
                .hasMessageContaining("pragma.<name>");
        assertThatThrownBy(() -> SqliteUrl.parse("r2dbc:sqlite:file://user:secret@host/x.db"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Unknown option")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "journalMode=wall",
                "busyTimeout=soon",
                "busyTimeout=-PT1S",
                "cacheSize=big",
                "foreignKeys=maybe",
                "fetchSize=0",
                "statementCacheSize=-1",
                "mmapSize=-1",
                "pragma.a%20b=1",
                "pragma.temp_store=1;DROP TABLE x"
            })
    void wrongValuesAreRefusedWithTheirOption(String option) {
        assertThatThrownBy(() -> SqliteUrl.parse("r2dbc:sqlite:file:///x.db?" + option.replace(" ", "%20")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Option '" + option.replaceAll("=.*", "").replace("%20", " ") + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"r2dbc:h2:mem:///x", "r2dbc:sqlite:http://x/y", "r2dbc:sqlite:file:///", "sqlite://x", ""})
    void otherUrlsAreRefused(String url) {
        assertThatThrownBy(() -> SqliteConnectionFactory.from(url)).isInstanceOf(IllegalArgumentException.class);
    }
}
