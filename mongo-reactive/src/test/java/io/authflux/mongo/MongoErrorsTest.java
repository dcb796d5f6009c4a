// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoCredential;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteConcernResult;
import com.mongodb.WriteError;
import com.mongodb.bulk.WriteConcernError;
import io.authflux.error.AuthfluxException;
import io.authflux.error.ConcurrentUpdateException;
import io.authflux.error.ConfigurationException;
import io.authflux.error.StoreBusyException;
import io.authflux.error.StoreFailureException;
import io.authflux.error.StoreTimeoutException;
import io.authflux.error.StoreUnavailableException;
import io.authflux.error.UniqueViolationException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MongoErrorsTest {

    private static final ServerAddress SERVER = new ServerAddress("h");
    private static final MongoErrors ERRORS = new MongoErrors(new DuplicateKeys(
            Map.of("email", "email", "UQ_1", "provider,providerAccountId", "compoundId", "provider,providerAccountId"),
            Map.of("users.", "email")));

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(new MongoNotPrimaryException(response(10107), SERVER), StoreUnavailableException.class),
                Arguments.of(
                        new MongoNodeIsRecoveringException(response(11600), SERVER), StoreUnavailableException.class),
                Arguments.of(command(91), StoreUnavailableException.class),
                Arguments.of(command(189), StoreUnavailableException.class),
                Arguments.of(
                        new MongoSocketReadException("s3cret", SERVER, new IOException()),
                        StoreUnavailableException.class),
                Arguments.of(
                        new MongoSocketOpenException("s3cret", SERVER, new IOException()),
                        StoreUnavailableException.class),
                Arguments.of(
                        new MongoTimeoutException("Timed out while waiting for a server that matches s3cret"),
                        StoreUnavailableException.class),
                Arguments.of(
                        new MongoTimeoutException("Timed out after 1 ms while waiting for a connection to server h."),
                        StoreBusyException.class),
                Arguments.of(
                        new MongoOperationTimeoutException("Timed out after 1 ms while waiting for a connection to h."),
                        StoreBusyException.class),
                Arguments.of(
                        new MongoOperationTimeoutException("The operation exceeded the timeout limit."),
                        StoreTimeoutException.class),
                Arguments.of(
                        new MongoOperationTimeoutException(
                                "Retry attempt exceeded the timeout limit.",
                                new MongoSocketReadException("s3cret", SERVER, new IOException())),
                        StoreUnavailableException.class),
                Arguments.of(new MongoExecutionTimeoutException(50, "s3cret"), StoreTimeoutException.class),
                Arguments.of(command(50), StoreTimeoutException.class),
                Arguments.of(
                        new MongoSocketReadTimeoutException("s3cret", SERVER, new IOException()),
                        StoreTimeoutException.class),
                Arguments.of(concern(64), StoreTimeoutException.class),
                Arguments.of(concern(100), StoreFailureException.class),
                Arguments.of(command(112), ConcurrentUpdateException.class),
                Arguments.of(write(1, "deadlock detected"), ConcurrentUpdateException.class),
                // 40P01 and 40001 as DocumentDB packs them.
                Arguments.of(write(16_908_292, "s3cret"), ConcurrentUpdateException.class),
                Arguments.of(write(16_777_220, "s3cret"), ConcurrentUpdateException.class),
                // 23505, a unique violation, and 23P01, an exclusion violation.
                Arguments.of(write(83_906_754, "s3cret"), UniqueViolationException.class),
                Arguments.of(write(16_908_482, "s3cret"), UniqueViolationException.class),
                Arguments.of(write(1, "s3cret"), StoreFailureException.class),
                Arguments.of(
                        labelled(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL), ConcurrentUpdateException.class),
                Arguments.of(
                        labelled(MongoException.UNKNOWN_TRANSACTION_COMMIT_RESULT_LABEL),
                        StoreUnavailableException.class),
                Arguments.of(command(13), StoreFailureException.class),
                Arguments.of(command(18), ConfigurationException.class),
                Arguments.of(
                        new MongoSecurityException(
                                MongoCredential.createCredential("u", "d", "s3cret".toCharArray()), "s"),
                        ConfigurationException.class),
                Arguments.of(write(121, "s3cret"), StoreFailureException.class),
                Arguments.of(new IllegalStateException("s3cret"), StoreFailureException.class));
    }

    private static BsonDocument response(int code) {
        return new BsonDocument("ok", new BsonInt32(0))
                .append("code", new BsonInt32(code))
                .append("errmsg", new BsonString("s3cret"));
    }

    private static MongoCommandException command(int code) {
        return new MongoCommandException(response(code), SERVER);
    }

    private static MongoException concern(int code) {
        return new MongoWriteConcernException(
                new WriteConcernError(code, "name", "s3cret", new BsonDocument()),
                WriteConcernResult.acknowledged(1, true, null),
                SERVER,
                List.of());
    }

    private static MongoException labelled(String label) {
        MongoException error = command(1);
        error.addLabel(label);
        return error;
    }

    private static MongoException write(int code, String message) {
        return new MongoWriteException(new WriteError(code, message, new BsonDocument()), SERVER, List.of());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void errorsOfTheDriverBecomeOurs(Throwable error, Class<?> expected) {
        AuthfluxException ours = ERRORS.translate("sessions.create", error);

        assertThat(ours).isExactlyInstanceOf(expected);
        assertThat(ours.getMessage()).startsWith("sessions.create: ").doesNotContain("s3cret");
    }

    @Test
    void oursStayAsTheyAre() {
        StoreBusyException ours = new StoreBusyException("users.create", null);

        assertThat(ERRORS.translate("x", ours)).isSameAs(ours);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "users.create | E11000 duplicate key error collection: db.users index: email dup key: { email: \"v\" } | email",
                "users.create | E11000 duplicate key error index: db.users.$email dup key: { : \"v\" } | email",
                "accounts.link | E11000 duplicate key error collection: db.accounts index: UQ_1 dup key: { x: 1 } "
                        + "| provider,providerAccountId",
                "accounts.link | Duplicate key violation on the requested collection: Index 'UQ_1' | provider,providerAccountId",
                "accounts.link | E11000 duplicate key error index: other dup key: { : \"index: email dup key\" } | unknown",
                "accounts.link | nothing | unknown",
                "users.update | nothing | email",
            })
    void fieldOfADuplicateIsNamed(String operation, String message, String field) {
        for (int code : new int[] {11000, 11001, 12582}) {
            assertThat(ERRORS.translate(operation, write(code, message)))
                    .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                            .isEqualTo(field));
        }
    }

    @Test
    void fieldOfADuplicateIsReadFromTheKeyPattern() {
        BsonDocument response = response(11000)
                .append("keyPattern", new BsonDocument("compoundId", new BsonInt32(1)))
                .append("keyValue", new BsonDocument("compoundId", new BsonString("s3cret")));

        assertThat(ERRORS.translate("accounts.link", new MongoCommandException(response, SERVER)))
                .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                        .isEqualTo("provider,providerAccountId"))
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void constraintOfPostgresIsADuplicateToo() {
        BsonDocument response = new BsonDocument("code", new BsonInt32(1))
                .append("errmsg", new BsonString("conflicting key value violates exclusion constraint \"x_22\""));

        assertThat(ERRORS.translate("users.update", new MongoCommandException(response, SERVER)))
                .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                        .isEqualTo("email"));
    }
}
