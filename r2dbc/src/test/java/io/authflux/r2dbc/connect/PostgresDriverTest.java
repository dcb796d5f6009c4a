// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import static io.r2dbc.spi.ConnectionFactoryOptions.CONNECT_TIMEOUT;
import static io.r2dbc.spi.ConnectionFactoryOptions.DATABASE;
import static io.r2dbc.spi.ConnectionFactoryOptions.HOST;
import static io.r2dbc.spi.ConnectionFactoryOptions.PASSWORD;
import static io.r2dbc.spi.ConnectionFactoryOptions.PORT;
import static io.r2dbc.spi.ConnectionFactoryOptions.PROTOCOL;
import static io.r2dbc.spi.ConnectionFactoryOptions.STATEMENT_TIMEOUT;
import static io.r2dbc.spi.ConnectionFactoryOptions.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.config.DatabaseConfig;
import io.authflux.error.ConfigurationException;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresDriverTest {

    private final PostgresDriver driver = new PostgresDriver();

    private ConnectionFactoryOptions options(String url) {
        return driver.options(DatabaseConfig.parse(url)).get(0);
    }

    private Object text(String url, String option) {
        return options(url).getRequiredValue(Option.valueOf(option));
    }

    @Test
    void everythingThatAUrlSaysReachesTheDriver() {
        ConnectionFactoryOptions options =
                options("postgres://ann:p%40ss@db:5433/app?connectTimeout=3s&statementTimeout=7s");

        assertThat(options.getValue(HOST)).isEqualTo("db");
        assertThat(options.getValue(PORT)).isEqualTo(5433);
        assertThat(options.getValue(USER)).isEqualTo("ann");
        assertThat(options.getValue(PASSWORD)).isEqualTo("p@ss");
        assertThat(options.getValue(DATABASE)).isEqualTo("app");
        assertThat(options.getValue(CONNECT_TIMEOUT)).isEqualTo(Duration.ofSeconds(3));
        assertThat(options.getValue(STATEMENT_TIMEOUT)).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void whatIsNotSaidIsTheUsual() {
        ConnectionFactoryOptions options = options("postgres://");

        assertThat(options.getValue(HOST)).isEqualTo("localhost");
        assertThat(options.getValue(PORT)).isEqualTo(5432);
        assertThat(options.getValue(USER)).isEqualTo("postgres");
        assertThat(options.hasOption(PASSWORD)).isFalse();
        assertThat(options("postgres://ann@db").getValue(DATABASE)).isEqualTo("ann");
    }

    @Test
    void severalHostsAreTriedInOrderForThePrimary() {
        String url = "postgres://db1,db2:5433,[::1]/app";

        assertThat(options(url).getValue(PROTOCOL)).isEqualTo("failover");
        assertThat(options(url).getValue(HOST)).isEqualTo("db1:5432,db2:5433,[::1]:5432");
        assertThat(text(url, "targetServerType")).isEqualTo("PRIMARY");
    }

    @Test
    void anIpv6HostIsHandedOverWithoutBrackets() {
        assertThat(options("postgres://[::1]:5433/app").getValue(HOST)).isEqualTo("::1");
    }

    @Test
    void aSocketFolderBecomesTheSocket() {
        assertThat(text("postgres:///app?host=/var/run/postgresql", "socket"))
                .isEqualTo("/var/run/postgresql/.s.PGSQL.5432");
    }

    @ParameterizedTest
    @CsvSource({
        "ssl=true,verify-full",
        "ssl=false,disable",
        "sslmode=require,require",
        "sslMode=verify-ca,verify-ca",
        "applicationName=x,prefer"
    })
    void sslModesAreTheDriversOwn(String option, String mode) {
        assertThat(text("postgres://db/app?" + option, "sslMode")).isEqualTo(mode);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://u:p@db/app",
                "postgres://db1,db2/app?sslMode=require",
                "postgres://[::1]/app",
                "postgres:///app?host=/var/run/postgresql",
                "postgresql://db/app?applicationName=shop&ssl=true"
            })
    void theDriverTakesIt(String url) {
        assertThat(ConnectionFactories.get(options(url)).getMetadata().getName())
                .isEqualTo("PostgreSQL");
    }

    @Test
    void aSocketBesideOtherHostsIsRefused() {
        assertThatThrownBy(() -> options("postgres://db1,%2Fvar%2Frun/app")).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void descriptionsHoldNoCredentials() {
        assertThat(driver.describe(DatabaseConfig.parse("postgres://ann:geheim@db/app")))
                .isEqualTo("PostgreSQL at db:5432, database app");
    }
}
