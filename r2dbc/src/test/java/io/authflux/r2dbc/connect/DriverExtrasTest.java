// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.config.DatabaseConfig;
import io.authflux.error.ConfigurationException;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DriverExtrasTest {

    @Test
    void whatIsMeantForTheDriverReachesIt() {
        DatabaseConfig config = DatabaseConfig.from(
                Map.of("type", "postgres", "host", "h", "database", "db", "extra", Map.of("fetchSize", 100, "max", 5)));
        ConnectionFactoryOptions options = DriverExtras.added(
                new PostgresDriver(),
                config,
                new PostgresDriver().options(config).get(0));

        assertThat(options.getValue(Option.valueOf("fetchSize"))).isEqualTo("100");
        assertThat(options.hasOption(Option.valueOf("max"))).isFalse();
    }

    /** Each driver makes a factory of them, so that it reads them at least. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://h/db?extra.preferAttachedBuffers=true&extra.tcpNoDelay=false&extra.maxMessageSize=65536",
                "postgres://h/db?extra.channelBinding=disable&extra.sslNegotiation=direct&extra.options=a=b;c=d",
                "mysql://h/db?driver=mysql&extra.compressionAlgorithms=ZSTD&extra.tcpNoDelay=true",
                "mysql://h/db?driver=mysql&extra.tlsVersion=TLSv1.3&extra.metrics=false",
                "mariadb://h/db?driver=mariadb&extra.maxAllowedPacket=1000000&extra.tlsProtocol=TLSv1.3",
                "sqlite:x.db?extra.journalMode=DELETE&extra.busyTimeout=PT2S&extra.openMode=READ_ONLY"
            })
    void theDriverTakesThem(String url) {
        assertThat(Connector.opener(DatabaseConfig.parse(url))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://h/db?extra.sslMode=disable",
                "postgres://h/db?extra.password=x",
                "mysql://h/db?driver=mysql&extra.allowLoadLocalInfileInPath=/",
                "mariadb://h/db?driver=mariadb&extra.allowMultiQueries=true",
                "h2:mem:x?extra.url=x",
                "sqlite:x.db?extra.temporalFormat=TEXT"
            })
    void whatOursSayOrWouldHarmIsRefused(String url) {
        assertThatThrownBy(() -> Connector.opener(DatabaseConfig.parse(url)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no option " + url.replaceAll(".*extra\\.(\\w+)=.*", "$1"))
                .hasMessageContaining("can be handed to");
    }

    @ParameterizedTest
    @CsvSource({
        "cockroachdb://h/db, 26257",
        "yugabytedb://h/db, 5433",
        "yugabytedb://h:5432/db, 5432",
        "aurora-postgres://h/db, 5432",
        "tidb://h/db, 4000",
        "aurora-mysql://h/db, 3306"
    })
    void whoSpeaksAProtocolOfOthersHasAPortOfItsOwn(String url, int port) {
        Driver driver = url.contains("tidb") || url.contains("mysql") ? new MySqlDriver() : new PostgresDriver();
        DatabaseConfig config = DatabaseConfig.parse(url);

        assertThat(driver.types()).contains(config.type());
        assertThat(driver.options(config).get(0).getValue(ConnectionFactoryOptions.PORT))
                .isEqualTo(port);
        assertThat(Connector.describe(config)).contains("h:" + port);
        assertThat(Connector.opener(config)).isNotNull();
    }
}
