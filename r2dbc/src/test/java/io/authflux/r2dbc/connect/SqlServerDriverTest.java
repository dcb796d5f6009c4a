// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import static io.r2dbc.spi.ConnectionFactoryOptions.CONNECT_TIMEOUT;
import static io.r2dbc.spi.ConnectionFactoryOptions.DATABASE;
import static io.r2dbc.spi.ConnectionFactoryOptions.HOST;
import static io.r2dbc.spi.ConnectionFactoryOptions.PASSWORD;
import static io.r2dbc.spi.ConnectionFactoryOptions.PORT;
import static io.r2dbc.spi.ConnectionFactoryOptions.SSL;
import static io.r2dbc.spi.ConnectionFactoryOptions.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.config.DatabaseConfig;
import io.authflux.error.ConfigurationException;
import io.netty.handler.ssl.SslContextBuilder;
import io.r2dbc.mssql.MssqlConnectionFactory;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlServerDriverTest {

    private final SqlServerDriver driver = new SqlServerDriver();

    private ConnectionFactoryOptions options(String url) {
        return driver.options(DatabaseConfig.parse(url)).get(0);
    }

    private static Object value(ConnectionFactoryOptions options, String option) {
        return options.getRequiredValue(Option.valueOf(option));
    }

    @Test
    void everythingThatAUrlSaysReachesTheDriver() {
        ConnectionFactoryOptions options =
                options("mssql://sa:p%40ss@db:1444/app?connectTimeout=3s&applicationName=shop");

        assertThat(options.getValue(HOST)).isEqualTo("db");
        assertThat(options.getValue(PORT)).isEqualTo(1444);
        assertThat(options.getValue(USER)).isEqualTo("sa");
        assertThat(options.getValue(PASSWORD)).isEqualTo("p@ss");
        assertThat(options.getValue(DATABASE)).isEqualTo("app");
        assertThat(options.getValue(CONNECT_TIMEOUT)).isEqualTo(Duration.ofSeconds(3));
        assertThat(value(options, "applicationName")).isEqualTo("shop");
        assertThat(value(options, "preferCursoredExecution")).isEqualTo(false);
    }

    @Test
    void whatIsNotSaidIsTheUsual() {
        ConnectionFactoryOptions options = options("mssql://");

        assertThat(options.getValue(HOST)).isEqualTo("localhost");
        assertThat(options.getValue(PORT)).isEqualTo(1433);
        assertThat(options.getValue(USER)).isEqualTo("sa");
        assertThat(options.hasOption(DATABASE)).isFalse();
        assertThat(driver.describe(DatabaseConfig.parse("mssql://u:secret@db/app")))
                .isEqualTo("SQL Server at db:1433, database app");
    }

    @Test
    void eachOfSeveralHostsIsAWayToConnect() {
        assertThat(driver.options(DatabaseConfig.parse("mssql://sa:p@db1,[::1]:1444/app")))
                .extracting(o -> o.getValue(HOST) + " " + o.getValue(PORT))
                .containsExactly("db1 1433", "::1 1444");
    }

    @ParameterizedTest
    @CsvSource({"disable,false", "prefer,true", "require,true", "verify-ca,true", "verify-full,true"})
    void encryptionIsAskedFor(String mode, boolean encrypted) {
        String url = "mssql://sa:p@db/app?sslMode=" + mode;
        ConnectionFactoryOptions options = options(url);

        assertThat(options.getValue(SSL)).isEqualTo(encrypted);
        assertThat(options.hasOption(Option.valueOf("sslContextBuilderCustomizer")))
                .isEqualTo(encrypted);
        assertThat(driver.inClear(DatabaseConfig.parse(url), options).isPresent())
                .isEqualTo(mode.equals("prefer"));
    }

    /** The driver's own word for it compares host names all the same. */
    @Test
    void whoeverIsPreferredIsBelieved() throws Exception {
        @SuppressWarnings("unchecked")
        UnaryOperator<SslContextBuilder> trust =
                (UnaryOperator<SslContextBuilder>) value(options("mssql://sa:p@db/app"), "sslContextBuilderCustomizer");

        assertThat(((NettyTrust) trust).trust()).isPresent();
        assertThat(trust.apply(SslContextBuilder.forClient()).build().isClient())
                .isTrue();
    }

    @Test
    void theRealDriverTakesTheOptions() {
        ConnectionFactoryOptions options = DriverExtras.added(
                driver,
                DatabaseConfig.parse("mssql://sa:p@db/app?extra.lockWaitTimeout=PT2S&extra.tcpNoDelay=true"),
                options("mssql://sa:s3cr3t@db/app?sslMode=verify-full"));

        assertThat(ConnectionFactories.find(options)).isInstanceOf(MssqlConnectionFactory.class);
        assertThat(options.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void theObjectOfTypeOrmOpensTheSame() {
        DatabaseConfig config = DatabaseConfig.from(Map.of(
                "type",
                "mssql",
                "host",
                "db",
                "username",
                "sa",
                "password",
                "p",
                "database",
                "app",
                "requestTimeout",
                15000,
                "options",
                Map.of("encrypt", true, "trustServerCertificate", true, "enableArithAbort", true, "useUTC", true)));

        assertThat(config).isEqualTo(DatabaseConfig.parse("mssql://sa:p@db/app?sslMode=require&statementTimeout=15s"));
        assertThat(driver.options(config).get(0).getValue(SSL)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"instanceName", "domain"})
    void whatTheDriverCannotDoIsSaid(String option) {
        assertThatThrownBy(() -> Connector.opener(DatabaseConfig.parse("mssql://sa:p@db/app?extra." + option + "=x")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("r2dbc-mssql does not ")
                .hasMessageContaining("leave out " + option);
    }

    @Test
    void anInstanceAndADomainOfTypeOrmAreRefusedInTheSameWords() {
        for (Map<String, ?> said :
                List.of(Map.of("domain", "CORP"), Map.of("options", Map.of("instanceName", "SQLEXPRESS")))) {
            Map<String, Object> object = new java.util.HashMap<>(said);
            object.put("type", "mssql");
            object.put("host", "db");

            assertThatThrownBy(() -> Connector.opener(DatabaseConfig.from(object)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith("r2dbc-mssql does not ");
        }
    }

    @Test
    void aSocketIsRefused() {
        assertThatThrownBy(() -> options("mssql:///app?host=/run/mssql")).hasMessage("SQL Server has no unix socket");
    }
}
