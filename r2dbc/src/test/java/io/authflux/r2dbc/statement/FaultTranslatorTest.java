// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.error.AuthfluxException;
import io.authflux.error.ConcurrentUpdateException;
import io.authflux.error.ReferenceViolationException;
import io.authflux.error.StoreBusyException;
import io.authflux.error.StoreFailureException;
import io.authflux.error.StoreTimeoutException;
import io.authflux.error.StoreUnavailableException;
import io.authflux.error.UniqueViolationException;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.r2dbc.dialect.Dialects;
import io.authflux.r2dbc.dialect.Fault;
import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcRollbackException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.netty.channel.AbortedException;

class FaultTranslatorTest {

    private static final String SECRET = "3f9c-secret-token";

    private static FaultTranslator translator(String dialect) {
        Dialect spoken = Dialects.named(dialect).orElseThrow();
        return new FaultTranslator(
                spoken,
                Map.of(
                        "UQ_97672ac88f789774dd47f7c8be3", "email",
                        "UQ_95843cea26fc65b1a9d9b6e1d2b", "provider,providerAccountId",
                        "token", "token",
                        "session_token", "sessionToken"));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("postgres", integrity("23505", 0, ""), UniqueViolationException.class),
                Arguments.of("postgres", integrity("23503", 0, ""), ReferenceViolationException.class),
                Arguments.of("postgres", integrity("23502", 0, ""), StoreFailureException.class),
                Arguments.of("postgres", new R2dbcRollbackException("", "40001"), ConcurrentUpdateException.class),
                Arguments.of("postgres", new R2dbcRollbackException("", "40P01"), ConcurrentUpdateException.class),
                Arguments.of("postgres", new R2dbcRollbackException("", "40003"), StoreUnavailableException.class),
                Arguments.of("postgres", state("55P03"), ConcurrentUpdateException.class),
                Arguments.of("postgres", state("57014"), StoreTimeoutException.class),
                Arguments.of("postgres", state("57P01"), StoreUnavailableException.class),
                Arguments.of("postgres", state("57P03"), StoreUnavailableException.class),
                Arguments.of("postgres", state("53300"), StoreUnavailableException.class),
                Arguments.of("postgres", state("25006"), StoreUnavailableException.class),
                Arguments.of("postgres", state("08006"), StoreUnavailableException.class),
                Arguments.of("postgres", state("08P01"), StoreUnavailableException.class),
                Arguments.of("postgres", new R2dbcBadGrammarException("", "42P01"), StoreFailureException.class),
                Arguments.of("postgres", state("28P01"), StoreFailureException.class),
                Arguments.of("postgres", state("3D000"), StoreFailureException.class),
                Arguments.of("h2", integrity("23505", 23505, ""), UniqueViolationException.class),
                Arguments.of("h2", integrity("23506", 23506, ""), ReferenceViolationException.class),
                Arguments.of("h2", new R2dbcTimeoutException("", "HYT00", 50200), ConcurrentUpdateException.class),
                Arguments.of(
                        "h2", new R2dbcTransientResourceException("", "90131", 90131), ConcurrentUpdateException.class),
                Arguments.of(
                        "h2",
                        new R2dbcNonTransientResourceException("", "90020", 90020),
                        StoreUnavailableException.class),
                Arguments.of("h2", new R2dbcTimeoutException("", "57014", 57014), StoreTimeoutException.class),
                Arguments.of("mssql", integrity("23000", 2627, ""), UniqueViolationException.class),
                Arguments.of("mssql", integrity("23000", 2601, ""), UniqueViolationException.class),
                Arguments.of("mssql", integrity("23000", 547, ""), ReferenceViolationException.class),
                Arguments.of("mssql", integrity("23000", 515, ""), StoreFailureException.class),
                Arguments.of("mssql", new R2dbcRollbackException("", "40001", 1205), ConcurrentUpdateException.class),
                Arguments.of("mssql", new R2dbcTimeoutException("", "S0001", 1222), ConcurrentUpdateException.class),
                Arguments.of("mssql", number(3960), ConcurrentUpdateException.class),
                Arguments.of("mssql", number(51205), ConcurrentUpdateException.class),
                Arguments.of("mssql", number(3906), StoreUnavailableException.class),
                Arguments.of("mssql", number(40613), StoreUnavailableException.class),
                Arguments.of("mssql", number(18456), StoreFailureException.class),
                Arguments.of("mssql", number(4060), StoreFailureException.class),
                Arguments.of("mssql", new R2dbcBadGrammarException("", "S0002", 208), StoreFailureException.class),
                Arguments.of("oracle", integrity("23000", 1, ""), UniqueViolationException.class),
                Arguments.of("oracle", integrity("23000", 2291, ""), ReferenceViolationException.class),
                Arguments.of("oracle", integrity("23000", 2292, ""), ReferenceViolationException.class),
                Arguments.of("oracle", integrity("23000", 1400, ""), StoreFailureException.class),
                Arguments.of("oracle", new R2dbcRollbackException("", "61000", 60), ConcurrentUpdateException.class),
                Arguments.of("oracle", number(54), ConcurrentUpdateException.class),
                Arguments.of("oracle", number(8177), ConcurrentUpdateException.class),
                Arguments.of("oracle", new R2dbcTimeoutException("", "72000", 1013), StoreTimeoutException.class),
                Arguments.of(
                        "oracle",
                        new R2dbcTransientResourceException("", "66000", 12541),
                        StoreUnavailableException.class),
                Arguments.of(
                        "oracle",
                        new R2dbcTransientResourceException("", "08006", 17002),
                        StoreUnavailableException.class),
                Arguments.of("oracle", number(16000), StoreUnavailableException.class),
                Arguments.of("oracle", number(1017), StoreFailureException.class),
                Arguments.of("postgres", new R2dbcTimeoutException(""), StoreTimeoutException.class),
                Arguments.of("postgres", new R2dbcTransientResourceException(""), StoreUnavailableException.class),
                Arguments.of(
                        "postgres",
                        new R2dbcNonTransientResourceException(new IOException()),
                        StoreUnavailableException.class),
                Arguments.of("postgres", new TimeoutException(), StoreTimeoutException.class),
                // r2dbc-mysql, where the connection is gone when a statement is sent
                Arguments.of(
                        "mysql",
                        new R2dbcNonTransientResourceException(AbortedException.beforeSend()),
                        StoreUnavailableException.class),
                Arguments.of("postgres", new IOException(), StoreUnavailableException.class),
                Arguments.of("postgres", new IllegalStateException(), StoreFailureException.class));
    }

    private static R2dbcException integrity(String state, int code, String message) {
        return new R2dbcDataIntegrityViolationException(message, state, code);
    }

    private static R2dbcException state(String state) {
        return new R2dbcNonTransientResourceException("", state, 0);
    }

    private static R2dbcException number(int code) {
        return new R2dbcNonTransientResourceException("", "S0001", code);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void codesMeanWhatTheyMean(String dialect, Throwable error, Class<?> expected) {
        Throwable translated = translator(dialect).executing("users.create", error);

        assertThat(translated).isExactlyInstanceOf(expected).hasCause(error);
        assertThat(translated.getMessage()).startsWith("users.create: ");
    }

    @Test
    void aFailureToGetAConnectionInTimeIsBusy() {
        FaultTranslator translator = translator("postgres");

        assertThat(translator.acquiring("x", new R2dbcTimeoutException("Connection acquisition timed out")))
                .isInstanceOf(StoreBusyException.class);
        assertThat(translator.acquiring("x", state("08001"))).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void ourOwnErrorsAndErrorsOfTheMachinePassThrough() {
        AuthfluxException ours = new StoreBusyException("x", null);
        Error machine = new OutOfMemoryError();

        assertThat(translator("postgres").executing("y", ours)).isSameAs(ours);
        assertThat(translator("postgres").executing("y", machine)).isSameAs(machine);
    }

    @Test
    void theFieldComesFromTheNameOfTheKeyAndNoValueGetsThrough() {
        Throwable postgres = translator("postgres")
                .executing(
                        "users.create",
                        integrity(
                                "23505",
                                0,
                                "duplicate key value violates unique constraint"
                                        + " \"UQ_97672ac88f789774dd47f7c8be3\" " + SECRET));

        assertThat(postgres).isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                .isEqualTo("email"));
        assertThat(postgres.getMessage()).doesNotContain(SECRET);
    }

    @Test
    void aValueThatLooksLikeAKeyDoesNotMislead() {
        Throwable h2 = translator("h2")
                .executing(
                        "accounts.link",
                        integrity(
                                "23505",
                                23505,
                                "Unique index or primary key violation: \"PUBLIC.UQ_95843cea26fc65b1a9d9b6e1d2b_INDEX_A"
                                        + " ON PUBLIC.accounts(compound_id NULLS FIRST) VALUES ( /* 1 */"
                                        + " 'UQ_97672ac88f789774dd47f7c8be3' )\""));

        assertThat(h2).isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                .isEqualTo("provider,providerAccountId"));
    }

    @Test
    void theLongestKnownNameWinsAndAnUnknownOneIsSaidToBe() {
        FaultTranslator translator = translator("postgres");

        assertThat(translator.executing("x", integrity("23505", 0, "constraint \"session_token\"")))
                .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                        .isEqualTo("sessionToken"));
        assertThat(translator.executing("x", integrity("23505", 0, "constraint \"other\"")))
                .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                        .isEqualTo("unknown"));
    }

    /** Who connects is told more than that it failed. */
    @ParameterizedTest
    @CsvSource({
        "mssql, 18456, ACCESS_DENIED",
        "mssql, 4060, NO_SUCH_DATABASE",
        "mssql, 2714, ALREADY_EXISTS",
        "mssql, 1913, ALREADY_EXISTS",
        "oracle, 1017, ACCESS_DENIED",
        "oracle, 12505, NO_SUCH_DATABASE",
        "oracle, 12514, UNAVAILABLE",
        "oracle, 955, ALREADY_EXISTS",
        "oracle, 1430, ALREADY_EXISTS"
    })
    void numbersSayWhatConnectingMeets(String dialect, int code, Fault expected) {
        assertThat(translator(dialect).fault(number(code))).isEqualTo(expected);
    }

    /** The names of keys stand before the values, whatever the language. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mssql  | 2627 | Violation of UNIQUE KEY constraint 'UQ_97672ac88f789774dd47f7c8be3'. Cannot insert duplicate key in object 'dbo.users'. The duplicate key value is ('session_token'). | email",
                "mssql  | 2601 | Cannot insert duplicate key row in object 'dbo.sessions' with unique index 'session_token'. The duplicate key value is ('UQ_97672ac88f789774dd47f7c8be3'). | sessionToken",
                "mssql  | 2601 | Cannot insert duplicate key row in object 'dbo.x' with unique index 'other'. The duplicate key value is ('token'). | unknown",
                "oracle | 1    | ORA-00001: unique constraint (ANN.UQ_97672ac88f789774dd47f7c8be3) violated on table ANN.users columns (email)\\nORA-03301: row with column values (email:'session_token') already exists | email",
                "oracle | 1    | ORA-00001: Unique Constraint (ANN.other) verletzt (token) | unknown"
            })
    void keysAreToldApartFromValues(String dialect, int code, String message, String field) {
        Throwable translated = translator(dialect).executing("x", integrity("23000", code, message));

        assertThat(translated).isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                .isEqualTo(field));
    }
}
