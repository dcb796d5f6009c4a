// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParsedSqlTest {

    private static List<String> split(String sql) {
        return ParsedSql.parse(sql).statements().stream()
                .map(SqlStatement::text)
                .toList();
    }

    @Test
    void statementsEndAtSemicolons() {
        assertThat(split("SELECT 1; SELECT 2 ;; ")).containsExactly("SELECT 1", "SELECT 2");
        assertThat(split(" -- nothing \n /* at all */ ; ")).isEmpty();
        assertThat(split("")).isEmpty();
    }

    @Test
    void semicolonsInsideTextNamesAndCommentsAreNone() {
        assertThat(split("SELECT ';', \";\", `;`, [;], 'it''s;' -- ; \n , /* ; */ 1; SELECT 2"))
                .containsExactly("SELECT ';', \";\", `;`, [;], 'it''s;' -- ; \n , /* ; */ 1", "SELECT 2");
        assertThat(split("SELECT 'open ; end")).containsExactly("SELECT 'open ; end");
        assertThat(split("SELECT 1 /* open ; end")).containsExactly("SELECT 1");
    }

    @Test
    void triggersKeepTheirBodies() {
        String trigger = "CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN"
                + " UPDATE a SET b = CASE WHEN 1 THEN 2 END; DELETE FROM c; END";
        assertThat(split(trigger + "; SELECT 1")).containsExactly(trigger, "SELECT 1");
        assertThat(split("create trigger if not exists t after insert on a begin select 1; end; select 2"))
                .hasSize(2);
    }

    @Test
    void transactionsAreNotTriggers() {
        assertThat(split("BEGIN; INSERT INTO a VALUES (1); END; SELECT 1")).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        select 1                                          | READ
        VALUES (1)                                        | READ
        /* c */ -- d                                      | NONE
        explain query plan delete from a                  | READ
        with x as (select 1) select replace(1,2,3) from x | READ
        with x as (select 1) insert into a select * from x | WRITE
        with x(a) as (values(1)) delete from b            | WRITE
        insert into a values (1)                          | WRITE
        replace into a values (1)                         | WRITE
        update a set b = 1                                | WRITE
        create table a (b)                                | SCHEMA
        vacuum                                            | SCHEMA
        pragma user_version                               | PRAGMA
        begin immediate                                   | TRANSACTION
        release x                                         | TRANSACTION
        what is this                                      | WRITE
        """)
    void statementsAreToldApart(String sql, String kind) {
        List<SqlStatement> statements = ParsedSql.parse(sql).statements();
        assertThat(statements.isEmpty() ? "NONE" : statements.get(0).kind().name())
                .isEqualTo(kind);
    }

    @Test
    void parametersAreNumberedLikeSqliteDoes() {
        ParsedSql sql = ParsedSql.parse("SELECT ?, ?5, ?, :a, $b, @c, :a, '?', \"?\" -- ?");
        assertThat(sql.parameterCount()).isEqualTo(9);
        assertThat(sql.indexOf("?5")).isEqualTo(4);
        assertThat(sql.indexOf(":a")).isEqualTo(6);
        assertThat(sql.indexOf("a")).isEqualTo(6);
        assertThat(sql.indexOf("b")).isEqualTo(7);
        assertThat(sql.indexOf("@c")).isEqualTo(8);
        assertThatThrownBy(() -> sql.indexOf("d"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("'d'");
        assertThatThrownBy(() -> sql.checkIndex(9)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void skippedNumbersNeedNoValue() {
        ParsedSql sql = ParsedSql.parse("SELECT ?3");
        BitSet bound = new BitSet();
        assertThat(sql.firstMissing(bound)).isEqualTo(2);
        bound.set(2);
        assertThat(sql.firstMissing(bound)).isEqualTo(-1);
    }

    @Test
    void eachStatementGetsItsOwnArguments() {
        ParsedSql sql = ParsedSql.parse("INSERT INTO a VALUES (?, :n); INSERT INTO b VALUES (:n, ?); SELECT ?2");
        Object[] values = {"first", "name", "third"};
        assertThat(sql.statements().get(0).arguments(values)).containsExactly("first", "name");
        assertThat(sql.statements().get(1).arguments(values)).containsExactly("name", "third");
        assertThat(sql.statements().get(2).arguments(values)).containsExactly(null, "name");
    }

    @Test
    void returningIsAddedOnceAndOnlyToWrites() {
        SqlStatement insert =
                ParsedSql.parse("INSERT INTO a VALUES (1) -- end").statements().get(0);
        assertThat(insert.returning(List.of()).text()).isEqualTo("INSERT INTO a VALUES (1)\nRETURNING *");
        assertThat(insert.returning(List.of("id", "a`b", "\"c\"")).text()).endsWith("\nRETURNING `id`, `a``b`, `c`");
        SqlStatement already = ParsedSql.parse("INSERT INTO a VALUES (1) RETURNING id")
                .statements()
                .get(0);
        assertThat(already.returning(List.of())).isSameAs(already);
        SqlStatement select = ParsedSql.parse("SELECT 1").statements().get(0);
        assertThat(select.returning(List.of())).isSameAs(select);
    }
}
