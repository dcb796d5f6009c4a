// SPDX-License-Identifier: Apache-2.0
package io.authflux.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.config.DatabaseConfig;
import io.authflux.config.Options;
import io.authflux.error.ConfigurationException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabasesTest {

    @Test
    void withoutUrlItIsAFileBelowTarget() {
        DatabaseConfig config = Databases.of(Optional.empty());

        assertThat(config.type()).isEqualTo("h2");
        assertThat(config.database()).endsWith("quickstart").contains("target");
        assertThat(config.get(Options.SYNCHRONIZE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"h2:mem:x", "h2:mem:x?poolSize=2", "postgres://u:p@h/db", "postgres://h/db?schema=synchronize"})
    void tablesAreMade(String url) {
        assertThat(Databases.of(Optional.of(url)).get(Options.SYNCHRONIZE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2:mem:x?synchronize=false", "postgres://u:p@h/db?poolSize=2&synchronize=false"})
    void unlessTheUrlSaysOtherwise(String url) {
        assertThat(Databases.of(Optional.of(url)).get(Options.SYNCHRONIZE)).isFalse();
    }

    @Test
    void anEmptyUrlIsRefused() {
        assertThatThrownBy(() -> Databases.of(Optional.of(" "))).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void aDescriptionHasNoCredentials() {
        DatabaseConfig config = DatabaseConfig.parse("postgres://ada:s3cr3t@db1:5433,db2/app?poolSize=2");

        assertThat(Databases.describe(config)).isEqualTo("postgres database app at db1:5433, db2");
    }
}
