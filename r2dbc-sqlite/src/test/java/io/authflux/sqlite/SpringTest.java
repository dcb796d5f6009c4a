// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.convert.converter.Converter;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.r2dbc.convert.R2dbcCustomConversions;
import org.springframework.data.r2dbc.core.R2dbcEntityTemplate;
import org.springframework.data.r2dbc.dialect.R2dbcDialect;
import org.springframework.data.relational.core.dialect.AnsiDialect;
import org.springframework.data.relational.core.dialect.LimitClause;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.relational.core.query.Criteria;
import org.springframework.data.relational.core.query.Query;
import org.springframework.data.relational.core.query.Update;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.binding.BindMarkersFactory;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class SpringTest extends FileDatabase {

    private SqliteConnectionFactory factory;
    private DatabaseClient client;

    @Table("person")
    record Person(@Id @Nullable Long id, String name, boolean active, Instant since) {}

    /** What Spring Data needs to know of SQLite: its markers, LIMIT, and that its wall clock is UTC. */
    static final class SqliteDialect extends AnsiDialect implements R2dbcDialect {

        @Override
        public BindMarkersFactory getBindMarkersFactory() {
            return BindMarkersFactory.indexed("?", 1);
        }

        @Override
        public LimitClause limit() {
            return new LimitClause() {
                @Override
                public String getLimit(long limit) {
                    return "LIMIT " + limit;
                }

                @Override
                public String getOffset(long offset) {
                    return "LIMIT -1 OFFSET " + offset;
                }

                @Override
                public String getLimitOffset(long limit, long offset) {
                    return getLimit(limit) + " OFFSET " + offset;
                }

                @Override
                public Position getClausePosition() {
                    return Position.AFTER_ORDER_BY;
                }
            };
        }

        @Override
        public Collection<Object> getConverters() {
            return List.of(UtcReader.INSTANCE);
        }
    }

    /** Spring's own converter would take SQLite's wall clock for the zone of the JVM. */
    @ReadingConverter
    enum UtcReader implements Converter<LocalDateTime, Instant> {
        INSTANCE;

        @Override
        public Instant convert(LocalDateTime source) {
            return source.toInstant(ZoneOffset.UTC);
        }
    }

    @BeforeEach
    void createTable() {
        factory = factory();
        client = DatabaseClient.builder()
                .connectionFactory(factory)
                .bindMarkers(BindMarkersFactory.indexed("?", 1))
                .build();
        client.sql("CREATE TABLE person (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE,"
                        + " active BOOLEAN, since DATETIME)")
                .then()
                .block();
    }

    private Mono<Long> insert(String name) {
        return client.sql("INSERT INTO person (name, active) VALUES (:name, :active)")
                .bind("name", name)
                .bind("active", true)
                .filter(statement -> statement.returnGeneratedValues("id"))
                .map(row -> row.get("id", Long.class))
                .one();
    }

    @Test
    void databaseClientInsertsAndReads() {
        assertThat(insert("Ada").block()).isEqualTo(1);
        Map<String, Object> row = client.sql("SELECT name, active FROM person WHERE id IN (:ids)")
                .bind("ids", List.of(1, 2))
                .fetch()
                .one()
                .block();
        assertThat(row).containsEntry("name", "Ada").containsEntry("active", true);
    }

    @Test
    void springRecognisesADuplicateKey() {
        StepVerifier.create(insert("Ada").then(insert("Ada")))
                .expectError(DuplicateKeyException.class)
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void springTransactionsRollBack() {
        TransactionalOperator transaction = TransactionalOperator.create(new R2dbcTransactionManager(factory));
        StepVerifier.create(insert("Ada")
                        .then(Mono.error(new IllegalStateException()))
                        .as(transaction::transactional))
                .expectError(IllegalStateException.class)
                .verify(Duration.ofSeconds(10));
        assertThat(insert("Grace").as(transaction::transactional).block()).isEqualTo(1);
        assertThat(Sql.one(open(factory), String.class, "SELECT name FROM person"))
                .isEqualTo("Grace");
    }

    @Test
    void springDataMapsEntities() {
        SqliteDialect dialect = new SqliteDialect();
        R2dbcEntityTemplate template = new R2dbcEntityTemplate(
                client,
                dialect,
                new org.springframework.data.r2dbc.convert.MappingR2dbcConverter(
                        org.springframework.data.r2dbc.mapping.R2dbcMappingContext.forQuotedIdentifiers(),
                        R2dbcCustomConversions.of(dialect, dialect.getConverters())));
        Instant since = Instant.parse("2026-01-31T23:59:58.123Z");
        Person ada = template.insert(new Person(null, "Ada", true, since)).block();
        assertThat(ada).isEqualTo(new Person(1L, "Ada", true, since));
        Query byName = Query.query(Criteria.where("name").is("Ada"));
        assertThat(template.selectOne(byName, Person.class).block()).isEqualTo(ada);
        assertThat(template.update(byName, Update.update("active", false), Person.class)
                        .block())
                .isEqualTo(1);
        assertThat(template.select(Query.empty().limit(1), Person.class)
                        .map(Person::active)
                        .single()
                        .block())
                .isFalse();
        assertThat(template.delete(byName, Person.class).block()).isEqualTo(1);
    }
}
