// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.error.ConcurrentUpdateException;
import io.authflux.error.ReferenceViolationException;
import io.authflux.error.StoreFailureException;
import io.authflux.error.StoreTimeoutException;
import io.authflux.error.StoreUnavailableException;
import io.authflux.error.UniqueViolationException;
import io.authflux.r2dbc.dialect.Dialects;
import io.authflux.r2dbc.dialect.Fault;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers of MySQL and MariaDB. */
class MySqlFaultsTest {

    private static FaultTranslator translator(String dialect) {
        return new FaultTranslator(
                Dialects.named(dialect).orElseThrow(),
                Map.of(
                        "IDX_97672ac88f789774dd47f7c8be",
                        "email",
                        "token",
                        "token",
                        "users.PRIMARY",
                        "email",
                        "PRIMARY",
                        "id",
                        "FK_57de40bc620f456c7311aa3a1e6",
                        "userId"));
    }

    private static R2dbcException error(String state, int code) {
        return new R2dbcNonTransientResourceException("", state, code);
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                Arguments.of("23000", 1062, UniqueViolationException.class),
                Arguments.of("23000", 1451, ReferenceViolationException.class),
                Arguments.of("23000", 1452, ReferenceViolationException.class),
                Arguments.of("40001", 1213, ConcurrentUpdateException.class),
                Arguments.of("HY000", 1205, ConcurrentUpdateException.class),
                Arguments.of("HY000", 3101, ConcurrentUpdateException.class),
                Arguments.of("HY000", 3024, StoreTimeoutException.class),
                Arguments.of("70100", 1969, StoreTimeoutException.class),
                Arguments.of("70100", 1317, StoreTimeoutException.class),
                Arguments.of("08S01", 1047, StoreUnavailableException.class),
                Arguments.of("08004", 1040, StoreUnavailableException.class),
                Arguments.of("42000", 1203, StoreUnavailableException.class),
                Arguments.of("08S01", 1053, StoreUnavailableException.class),
                Arguments.of("HY000", 1290, StoreUnavailableException.class),
                Arguments.of("HY000", 1836, StoreUnavailableException.class),
                Arguments.of("HY000", 4031, StoreUnavailableException.class),
                Arguments.of("HY000", 2006, StoreUnavailableException.class),
                Arguments.of("HY000", 2013, StoreUnavailableException.class),
                Arguments.of("08000", 0, StoreUnavailableException.class),
                Arguments.of("23000", 1048, StoreFailureException.class),
                Arguments.of("22001", 1406, StoreFailureException.class),
                Arguments.of("42S02", 1146, StoreFailureException.class));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void numbersMeanWhatTheyMean(String state, int code, Class<?> expected) {
        for (String dialect : new String[] {"mysql", "mariadb"}) {
            assertThat(translator(dialect).executing("users.create", error(state, code)))
                    .isExactlyInstanceOf(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "28000,1045,ACCESS_DENIED",
        "42000,1044,ACCESS_DENIED",
        "HY000,1130,ACCESS_DENIED",
        "42000,1049,NO_SUCH_DATABASE",
        "42S01,1050,ALREADY_EXISTS",
        "42S21,1060,ALREADY_EXISTS",
        "42000,1061,ALREADY_EXISTS",
        "HY000,1007,ALREADY_EXISTS"
    })
    void theDoorAndSynchronizeAreToldMore(String state, int code, Fault expected) {
        assertThat(translator("mysql").fault(error(state, code))).isEqualTo(expected);
    }

    /** MySQL 8 writes the table before the key, others do not; the value before it may hold anything. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Duplicate entry 'secret' for key 'users.IDX_97672ac88f789774dd47f7c8be'",
                "Duplicate entry 'secret' for key 'IDX_97672ac88f789774dd47f7c8be'",
                "Duplicate entry 'x' for key 'token'' for key 'users.IDX_97672ac88f789774dd47f7c8be'",
                "Duplicate entry 'secret' for key 'users.PRIMARY'"
            })
    void theFieldIsThatOfTheKeyAndNotOfTheValue(String message) {
        assertThat(translator("mysql")
                        .executing("users.create", new R2dbcDataIntegrityViolationException(message, "23000", 1062)))
                .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                        .isEqualTo("email"))
                .hasMessageNotContaining("secret");
    }

    /** Others may have keys that we know nothing of, such as one that was made since we connected. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Duplicate entry 'secret' for key 'users.token_2'",
                "Duplicate entry 'secret' for key 'my_token'",
                "Duplicate entry 'secret' for key 'token.other'"
            })
    void aNameThatOnlyHoldsAKnownOneIsUnknown(String message) {
        assertThat(translator("mariadb")
                        .executing("users.create", new R2dbcDataIntegrityViolationException(message, "23000", 1062)))
                .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                        .isEqualTo("unknown"));
    }

    @Test
    void aForeignKeyIsNamed() {
        String message =
                "Cannot add or update a child row: a foreign key constraint fails (`app`.`sessions`, CONSTRAINT"
                        + " `FK_57de40bc620f456c7311aa3a1e6` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`))";

        assertThat(translator("mariadb")
                        .executing("sessions.create", new R2dbcDataIntegrityViolationException(message, "23000", 1452)))
                .isInstanceOfSatisfying(ReferenceViolationException.class, e -> assertThat(e.field())
                        .isEqualTo("userId"));
    }
}
