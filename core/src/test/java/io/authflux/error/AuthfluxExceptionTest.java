// SPDX-License-Identifier: Apache-2.0
package io.authflux.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AuthfluxExceptionTest {

    private final IllegalStateException cause = new IllegalStateException("driver");

    @Test
    void whatMayWorkLaterIsTransientAndNothingElse() {
        assertThat(Stream.of(
                        new ConcurrentUpdateException("sessions.create", cause),
                        new StoreBusyException("sessions.create", cause),
                        new StoreTimeoutException("sessions.create", cause),
                        new StoreUnavailableException("sessions.create", cause)))
                .allSatisfy(e -> {
                    assertThat(e.isTransient()).isTrue();
                    assertThat(e).hasMessageStartingWith("sessions.create: ").hasCause(cause);
                });
        assertThat(Stream.of(
                        new ConfigurationException("wrong"),
                        new NonUniqueResultException("users.findByEmail"),
                        new NotFoundException("authenticators.updateCounter"),
                        new ReferenceViolationException("sessions.create", "userId", cause),
                        new SchemaMismatchException("different", List.of("a")),
                        new StoreFailureException("sessions.create", cause),
                        new UniqueViolationException("users.create", "email", cause)))
                .allSatisfy(e -> assertThat(e.isTransient()).isFalse());
    }

    @Test
    void aViolationNamesItsField() {
        UniqueViolationException unique = new UniqueViolationException("accounts.link", "provider,id", cause);
        assertThat(unique).hasMessage("accounts.link: a row with the same provider,id is already there");
        assertThat(unique.field()).isEqualTo("provider,id");
        ReferenceViolationException reference = new ReferenceViolationException("sessions.create", "userId", null);
        assertThat(reference).hasMessage("sessions.create: the row that userId refers to does not exist");
        assertThat(reference.field()).isEqualTo("userId");
    }

    @Test
    void aMismatchListsEveryDifference() {
        SchemaMismatchException mismatch = new SchemaMismatchException("The schema differs:", List.of("a", "b"));
        assertThat(mismatch).hasMessage("The schema differs:\n  - a\n  - b");
        assertThat(mismatch.differences()).containsExactly("a", "b");
    }
}
