// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.ITestResult;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;
import org.testng.annotations.AfterClass;
import reactor.core.publisher.Flux;

/** The Reactive Streams compatibility kit, which is written for TestNG, over the two publishers written by hand. */
class PublisherVerificationTest {

    /** What both kits share. No publisher here fails before it is asked for something, so none is given that does. */
    public abstract static class Verification<T> extends PublisherVerification<T> {

        private final SqliteConnectionFactory factory = SqliteConnectionFactory.inMemory();
        protected final Connection connection = Sql.open(factory);

        Verification() {
            super(new TestEnvironment(10_000, 100, 100));
        }

        @AfterClass
        public void close() {
            Sql.close(connection);
            factory.close().block();
        }

        @Override
        public long maxElementsFromPublisher() {
            return 1000;
        }
    }

    /** The rows of a query. */
    public static final class RowsVerification extends Verification<Long> {

        @Override
        public Publisher<Long> createPublisher(long elements) {
            return rows("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n LIMIT "
                    + elements);
        }

        @Override
        public @Nullable Publisher<Long> createFailedPublisher() {
            return null;
        }

        private Publisher<Long> rows(String sql) {
            Result result = Flux.from(connection.createStatement(sql).execute())
                    .next()
                    .blockOptional()
                    .orElseThrow();
            return result.map(row -> Objects.requireNonNull(row.get(0, Long.class)));
        }
    }

    /** The results of an execution. */
    public static final class ResultsVerification extends Verification<Result> {

        @Override
        public Publisher<Result> createPublisher(long elements) {
            return Flux.from(connection
                    .createStatement("SELECT 1;".repeat((int) elements))
                    .execute());
        }

        @Override
        public @Nullable Publisher<Result> createFailedPublisher() {
            return null;
        }
    }

    @Test
    void rowsKeepTheRulesOfReactiveStreams() {
        verify(RowsVerification.class);
    }

    @Test
    void resultsKeepTheRulesOfReactiveStreams() {
        verify(ResultsVerification.class);
    }

    /** The kit gives garbage collection a tenth of a second (rule 3.13), which a busy machine may not have at first. */
    private static void verify(Class<?> kit) {
        List<String> failures = failures(kit);
        for (int again = 0; again < 3 && failures.stream().allMatch(failure -> failure.contains("spec313")); again++) {
            failures = failures.isEmpty() ? failures : failures(kit);
        }
        assertThat(failures).isEmpty();
    }

    private static List<String> failures(Class<?> kit) {
        TestNG runner = new TestNG(false);
        TestListenerAdapter listener = new TestListenerAdapter();
        runner.setTestClasses(new Class<?>[] {kit});
        runner.addListener(listener);
        runner.setVerbose(0);
        runner.run();
        assertThat(listener.getPassedTests()).extracting(ITestResult::getName).hasSizeGreaterThan(20);
        return listener.getFailedTests().stream()
                .map(failed -> failed.getName() + ": " + failed.getThrowable())
                .toList();
    }
}
