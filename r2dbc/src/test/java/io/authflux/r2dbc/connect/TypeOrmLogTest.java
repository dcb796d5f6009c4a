// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.config.DatabaseConfig;
import io.authflux.testkit.LogCapture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Here and not beside the reader of the object, because the core has nothing that catches log lines. */
class TypeOrmLogTest {

    @Test
    void whatMeansNothingIsNamedInOneLineWithoutItsValue() {
        try (LogCapture log = LogCapture.start()) {
            DatabaseConfig.from(Map.of(
                    "type", "mysql",
                    "entities", List.of("s3cret"),
                    "cli", Map.of("x", "s3cret"),
                    "charset", "utf8mb4",
                    "extra", Map.of("queueLimit", 5, "max", 5)));
            DatabaseConfig.from(Map.of("type", "mysql", "name", "default"));

            // What other tests have started may write here too.
            assertThat(log.lines())
                    .filteredOn(line -> line.contains(DatabaseConfig.class.getName()))
                    .containsExactly("INFO io.authflux.config.DatabaseConfig of TypeORM's options these mean nothing"
                            + " here: charset, cli, entities, extra.queueLimit");
        }
    }
}
