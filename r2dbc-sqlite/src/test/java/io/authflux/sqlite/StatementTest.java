// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.spi.Blob;
import io.r2dbc.spi.Clob;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class StatementTest extends FileDatabase {

    private Connection connection;

    @BeforeEach
    void createTable() {
        connection = open();
        Sql.run(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, at DATETIME)");
    }

    private static Flux<String> names(Result result) {
        return Flux.from(result.map(row -> Objects.requireNonNull(row.get("name", String.class))));
    }

    @Test
    void compoundStatementsGiveAResultEachInOrder() {
        Flux<Object> all = Flux.from(connection
                        .createStatement("INSERT INTO t (name) VALUES (:a); SELECT name FROM t;"
                                + " UPDATE t SET name = :b; SELECT name FROM t")
                        .bind("a", "first")
                        .bind("b", "second")
                        .execute())
                .concatMap(result -> result.flatMap(segment -> Mono.just(
                        segment instanceof Result.UpdateCount count
                                ? count.value()
                                : Objects.requireNonNull(
                                        ((Result.RowSegment) segment).row().get(0)))));
        StepVerifier.create(all).expectNext(1L, "first", 1L, "second").verifyComplete();
    }

    @Test
    void queriesSeeNoWritesBehindThemHoweverLateTheyAreRead() {
        List<String> seen = Flux.from(connection
                        .createBatch()
                        .add("INSERT INTO t (name) VALUES ('a')")
                        .add("SELECT name FROM t")
                        .add("INSERT INTO t (name) VALUES ('b')")
                        .add("SELECT name FROM t")
                        .execute())
                .publishOn(Schedulers.parallel())
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(StatementTest::names)
                .collectList()
                .block();
        assertThat(seen).containsExactly("a", "a", "b");
    }

    @Test
    void writesRunEvenIfNobodyLooksAtTheirResults() {
        Flux.from(connection
                        .createStatement(
                                "INSERT INTO t (name) VALUES ('a'); SELECT 1; INSERT INTO t (name) VALUES ('b')")
                        .execute())
                .then()
                .block();
        assertThat(Sql.one(connection, Long.class, "SELECT count(*) FROM t")).isEqualTo(2);
    }

    @Test
    void theFirstResultOutlivesItsPublisher() {
        List<Integer> rows = Mono.from(
                        connection.createStatement("VALUES (1), (2), (3)").execute())
                .flatMapMany(result -> result.map(row -> Objects.requireNonNull(row.get(0, Integer.class))))
                .collectList()
                .block();
        assertThat(rows).containsExactly(1, 2, 3);
    }

    @Test
    void errorsComeFromTheStatementItself() {
        StepVerifier.create(
                        Flux.from(connection.createStatement("SELECT nothing").execute())
                                .then())
                .expectError(R2dbcBadGrammarException.class)
                .verify();
    }

    @Test
    void generatedValuesAreReturnedForEachBinding() {
        Statement insert =
                connection.createStatement("INSERT INTO t (name) VALUES (?)").returnGeneratedValues("id");
        insert.bind(0, "a").add().bind(0, "b");
        StepVerifier.create(Flux.from(insert.execute())
                        .concatMap(result -> result.map(
                                (row, metadata) -> metadata.getColumnMetadatas().size() + ":" + row.get("id"))))
                .expectNext("1:1", "1:2")
                .verifyComplete();
        StepVerifier.create(Flux.from(connection
                                .createStatement("UPDATE t SET name = 'c'")
                                .returnGeneratedValues("nothing")
                                .execute())
                        .concatMap(Result::getRowsUpdated))
                .expectError(R2dbcBadGrammarException.class)
                .verify();
    }

    @Test
    void rowsUpdatedCountsWhatAReturningStatementChanged() {
        Sql.run(connection, "INSERT INTO t (name) VALUES ('a'), ('b')");
        assertThat(Sql.update(connection, "DELETE FROM t RETURNING id").block()).isEqualTo(2);
        assertThat(Sql.update(connection, "DELETE FROM t").block()).isZero();
    }

    @Test
    void parametersAreBoundByNumberAndName() {
        Statement statement = connection.createStatement("SELECT ?2 || :a || $b || @c || ?");
        statement.bind(1, "2").bind("a", "a").bind("$b", "b").bind("@c", "c").bind(5, "6");
        assertThat(Flux.from(statement.execute())
                        .concatMap(result -> result.map(row -> Objects.requireNonNull(row.get(0))))
                        .single()
                        .block())
                .isEqualTo("2abc6");
    }

    @Test
    void typedParametersAreTaken() {
        Statement statement = connection.createStatement("SELECT ?1, ?2");
        statement.bind(0, Parameters.in(R2dbcType.VARCHAR, "x")).bind(1, Parameters.in(R2dbcType.INTEGER));
        assertThat(Flux.from(statement.execute())
                        .concatMap(result -> result.map(row -> row.get(0) + "," + row.get(1)))
                        .single()
                        .block())
                .isEqualTo("x,null");
        assertThatThrownBy(() -> statement.bind(0, Parameters.out(R2dbcType.INTEGER)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("OUT");
    }

    @Test
    void lobsArriveWhole() {
        Flux<ByteBuffer> bytes = Flux.range(0, 100).map(i -> ByteBuffer.wrap(new byte[] {i.byteValue()}));
        Statement statement = connection.createStatement("SELECT length(?1), ?2");
        statement.bind(0, Blob.from(bytes)).bind(1, Clob.from(Flux.just("a", "b")));
        assertThat(Flux.from(statement.execute())
                        .concatMap(result -> result.map(row -> row.get(0) + "," + row.get(1)))
                        .single()
                        .block())
                .isEqualTo("100,ab");
    }

    @Test
    void momentsComeBackAsWritten() {
        Instant at = Instant.parse("2026-01-31T23:59:58.123Z");
        Sql.update(connection, "INSERT INTO t (name, at) VALUES ('a', ?)", at).block();
        assertThat(Sql.one(connection, String.class, "SELECT at FROM t")).isEqualTo("2026-01-31 23:59:58.123");
        assertThat(Sql.one(connection, Instant.class, "SELECT at FROM t")).isEqualTo(at);
        assertThat(Sql.one(connection, String.class, "SELECT datetime(at, '+1 day') FROM t"))
                .isEqualTo("2026-02-01 23:59:58");
    }

    @Test
    void aRowIsGoodToKeep() {
        Sql.run(connection, "INSERT INTO t (name) VALUES ('a'), ('b')");
        List<Row> rows = Flux.from(
                        connection.createStatement("SELECT name FROM t").execute())
                .concatMap(result -> result.map((row, metadata) -> row))
                .collectList()
                .blockOptional()
                .orElseThrow();
        assertThat(rows).extracting(row -> row.get(0)).containsExactly("a", "b");
    }

    @Test
    void aResultIsConsumedOnce() {
        Result result = Mono.from(connection.createStatement("SELECT 1").execute())
                .blockOptional()
                .orElseThrow();
        Flux.from(result.map(row -> 1)).blockLast();
        assertThatThrownBy(() -> Flux.from(result.map(row -> 1)).blockLast()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void filteringOutMessagesSuppressesFailures() {
        String overflow = "SELECT abs(i) FROM (VALUES (1), (-9223372036854775807 - 1)) AS v(i)"
                .replace("AS v(i)", "")
                .replace("abs(i)", "abs(column1)");
        StepVerifier.create(Flux.from(connection.createStatement(overflow).execute())
                        .concatMap(result -> result.map(row -> 1)))
                .expectNext(1)
                .expectError()
                .verify();
        StepVerifier.create(Flux.from(connection.createStatement(overflow).execute())
                        .concatMap(result -> result.filter(segment -> !(segment instanceof Result.Message))
                                .map(row -> 1)))
                .expectNext(1)
                .verifyComplete();
        StepVerifier.create(Flux.from(connection.createStatement(overflow).execute())
                        .concatMap(result -> result.flatMap(segment ->
                                Mono.just(segment instanceof Result.Message message ? message.errorCode() : 0))))
                .expectNext(0, 1)
                .verifyComplete();
    }

    @Test
    void cachedStatementsFollowTheSchema() {
        Connection other = open();
        String select = "SELECT * FROM t";
        Sql.run(connection, "INSERT INTO t (name) VALUES ('a')");
        assertThat(columns(select)).containsExactly("id", "name", "at");
        Sql.run(other, "ALTER TABLE t RENAME COLUMN at TO seen");
        assertThat(columns(select)).containsExactly("id", "name", "seen");
        Sql.run(other, "ALTER TABLE t ADD COLUMN more");
        assertThat(columns(select)).containsExactly("id", "name", "seen", "more");
    }

    private List<String> columns(String select) {
        return Flux.from(connection.createStatement(select).execute())
                .concatMap(result -> result.map((row, metadata) -> metadata.getColumnMetadatas().stream()
                        .map(io.r2dbc.spi.ReadableMetadata::getName)
                        .toList()))
                .single()
                .blockOptional()
                .orElseThrow();
    }

    @Test
    void metadataTellsTheDeclaration() {
        Sql.run(connection, "CREATE TABLE d (a DECIMAL(10, 2), b)", "INSERT INTO d VALUES (1, 2)");
        List<String> described = Flux.from(
                        connection.createStatement("SELECT a, b FROM d").execute())
                .concatMap(result -> result.map((row, metadata) -> metadata.getColumnMetadatas().stream()
                        .map(column -> column.getType().getName()
                                + column.getPrecision()
                                + column.getScale()
                                + column.getJavaType()
                                + column.getNativeTypeMetadata())
                        .toList()))
                .single()
                .block();
        assertThat(described)
                .containsExactly(
                        "DECIMAL102class java.math.BigDecimalDECIMAL(10, 2)", "ANYnullnullclass java.lang.Object");
    }

    @Test
    void manyDifferentTextsDoNotFillTheCaches() {
        Connection small = open(new SqliteConnectionFactory(
                configuration().statementCacheSize(2).build()));
        for (int i = 0; i < 3000; i++) {
            assertThat(Sql.one(small, Integer.class, "SELECT " + i)).isEqualTo(i);
        }
    }
}
