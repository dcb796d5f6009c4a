// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import static io.r2dbc.spi.ConnectionFactoryOptions.CONNECT_TIMEOUT;
import static io.r2dbc.spi.ConnectionFactoryOptions.DATABASE;
import static io.r2dbc.spi.ConnectionFactoryOptions.HOST;
import static io.r2dbc.spi.ConnectionFactoryOptions.PASSWORD;
import static io.r2dbc.spi.ConnectionFactoryOptions.PORT;
import static io.r2dbc.spi.ConnectionFactoryOptions.SSL;
import static io.r2dbc.spi.ConnectionFactoryOptions.STATEMENT_TIMEOUT;
import static io.r2dbc.spi.ConnectionFactoryOptions.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.config.DatabaseConfig;
import io.authflux.error.ConfigurationException;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OracleDriverTest {

    private final OracleDriver driver = new OracleDriver();

    private ConnectionFactoryOptions options(String url) {
        return driver.options(DatabaseConfig.parse(url)).get(0);
    }

    private static Object value(ConnectionFactoryOptions options, String option) {
        return options.getValue(Option.valueOf(option));
    }

    @Test
    void everythingThatAUrlSaysReachesTheDriver() {
        ConnectionFactoryOptions options = options(
                "oracle://ann:p%40ss@db:1522/FREEPDB1?connectTimeout=3s&statementTimeout=7s&applicationName=shop");

        assertThat(options.getValue(HOST)).isEqualTo("db");
        assertThat(options.getValue(PORT)).isEqualTo(1522);
        assertThat(options.getValue(USER)).isEqualTo("ann");
        assertThat(options.getValue(PASSWORD)).isEqualTo("p@ss");
        assertThat(options.getValue(DATABASE)).isEqualTo("FREEPDB1");
        assertThat(options.getValue(CONNECT_TIMEOUT)).isEqualTo(Duration.ofSeconds(3));
        assertThat(options.getValue(STATEMENT_TIMEOUT)).isEqualTo(Duration.ofSeconds(7));
        assertThat(value(options, "v$session.program")).isEqualTo("shop");
    }

    @Test
    void whatIsNotSaidIsTheUsual() {
        assertThat(options("oracle://ann@/app").getValue(HOST)).isEqualTo("localhost");
        assertThat(options("oracle://ann@/app").getValue(PORT)).isEqualTo(1521);
        assertThat(options("oracle://ann@[::1]/app").getValue(HOST)).isEqualTo("[::1]");
        assertThat(driver.describe(DatabaseConfig.parse("oracle://ann:secret@db/app")))
                .isEqualTo("Oracle at db:1521, service app");
    }

    /** There is a port of its own for it, so that nothing is tried that was not asked for. */
    @ParameterizedTest
    @CsvSource({"disable,,", "prefer,,", "require,true,false", "verify-ca,true,false", "verify-full,true,true"})
    void encryptionIsAskedFor(String mode, Boolean encrypted, String named) {
        ConnectionFactoryOptions options = options("oracle://ann:p@db/app?sslMode=" + mode);

        assertThat(options.getValue(SSL)).isEqualTo(encrypted);
        assertThat(value(options, "oracle.net.ssl_server_dn_match")).isEqualTo(named);
    }

    @Test
    void theRealDriverTakesTheOptions() {
        ConnectionFactoryOptions options = DriverExtras.added(
                driver,
                DatabaseConfig.parse("oracle://ann@db/app?extra.oracle.net.wallet_location=/wallet"
                        + "&extra.oracle.net.wallet_password=0pen"),
                options("oracle://ann:s3cr3t@db/app?sslMode=verify-full"));
        ConnectionFactory factory = ConnectionFactories.find(options);

        assertThat(factory).isNotNull();
        assertThat(factory.getMetadata().getName()).isEqualTo("Oracle Database");
        assertThat(options.toString()).doesNotContain("s3cr3t", "0pen");
    }

    @Test
    void theObjectOfTypeOrmOpensTheSame() {
        DatabaseConfig config = DatabaseConfig.from(
                Map.of("type", "oracle", "host", "db", "username", "ann", "password", "p", "serviceName", "FREEPDB1"));

        assertThat(config).isEqualTo(DatabaseConfig.parse("oracle://ann:p@db:1521/FREEPDB1"));
    }

    @Test
    void aSidIsRefused() {
        assertThatThrownBy(() -> DatabaseConfig.from(Map.of("type", "oracle", "host", "db", "sid", "XE")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("serviceName");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "oracle://ann:p@db                     | must name the service",
                "oracle://db/app                       | must name the user",
                "oracle://ann:p@db/app?sslMode=verify-ca&sslCa=ca.pem | extra.javax.net.ssl.trustStore",
                "oracle://ann:p@db/app?sslMode=require&sslCert=me.pem | extra.oracle.net.wallet_location",
                "oracle://ann@/app?host=/run/oracle    | no unix socket"
            })
    void whatTheDriverCannotDoIsSaid(String url, String expected) {
        assertThatThrownBy(() -> options(url))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(expected);
    }
}
