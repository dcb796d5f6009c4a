// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import static io.r2dbc.spi.ConnectionFactoryOptions.CONNECT_TIMEOUT;
import static io.r2dbc.spi.ConnectionFactoryOptions.DATABASE;
import static io.r2dbc.spi.ConnectionFactoryOptions.HOST;
import static io.r2dbc.spi.ConnectionFactoryOptions.PASSWORD;
import static io.r2dbc.spi.ConnectionFactoryOptions.PORT;
import static io.r2dbc.spi.ConnectionFactoryOptions.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.config.DatabaseConfig;
import io.authflux.error.ConfigurationException;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MySqlDriversTest {

    static Stream<Driver> drivers() {
        return Stream.of(new MySqlDriver(), new MariaDbDriver());
    }

    private static List<ConnectionFactoryOptions> options(Driver driver, String url) {
        return driver.options(DatabaseConfig.parse(url));
    }

    private static List<Object> values(Driver driver, String url, String option) {
        return options(driver, url).stream()
                .map(o -> o.getRequiredValue(Option.valueOf(option)))
                .toList();
    }

    private static String name(Driver driver, String url) {
        return ConnectionFactories.get(options(driver, url).get(0))
                .getMetadata()
                .getName();
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void everythingThatAUrlSaysReachesTheDriver(Driver driver) {
        ConnectionFactoryOptions options = options(driver, "mysql://ann:p%40ss@db:3307/app?connectTimeout=3s")
                .get(0);

        assertThat(options.getValue(HOST)).isEqualTo("db");
        assertThat(options.getValue(PORT)).isEqualTo(3307);
        assertThat(options.getValue(USER)).isEqualTo("ann");
        assertThat(options.getValue(PASSWORD)).isEqualTo("p@ss");
        assertThat(options.getValue(DATABASE)).isEqualTo("app");
        assertThat(options.getValue(CONNECT_TIMEOUT)).isEqualTo(Duration.ofSeconds(3));
        assertThat(options.getValue(Option.valueOf("prepareCacheSize"))).isEqualTo(256);
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void whatIsNotSaidIsTheUsual(Driver driver) {
        ConnectionFactoryOptions options = options(driver, "mysql:///app").get(0);

        assertThat(options.getValue(HOST)).isEqualTo("localhost");
        assertThat(options.getValue(PORT)).isEqualTo(3306);
        assertThat(options.getValue(USER)).isEqualTo("root");
        assertThat(options.hasOption(PASSWORD)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void severalHostsAreTriedInOrder(Driver driver) {
        assertThat(options(driver, "mysql://db1,db2:3307/app?sslMode=require"))
                .extracting(o -> o.getValue(HOST), o -> o.getValue(PORT))
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("db1", 3306),
                        org.assertj.core.api.Assertions.tuple("db2", 3307));
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void theDriverTakesIt(Driver driver) {
        for (String url : List.of(
                "mysql://u:p@db/app",
                "mariadb://db1,db2/app?sslMode=require",
                "aurora-mysql://db/app?ssl=false",
                "mysql:///app?host=/var/run/mysqld/mysqld.sock",
                "mysql:///app?socketPath=/var/run/mysqld/mysqld.sock",
                "mysql://db/app?ssl=true&applicationName=a%2Cb%3Dc")) {
            assertThat(name(driver, url)).isIn("MySQL", "MariaDB");
        }
    }

    @Test
    void aSocketReachesEitherDriverByItsOwnName() {
        String url = "mysql:///app?host=/run/mysqld.sock";

        assertThat(values(new MySqlDriver(), url, "unixSocket")).containsExactly("/run/mysqld.sock");
        assertThat(values(new MariaDbDriver(), url, "socket")).containsExactly("/run/mysqld.sock");
    }

    @ParameterizedTest
    @CsvSource({
        "ssl=true,verify_identity,verify-full",
        "ssl=false,disabled,disable",
        "sslmode=require,required,trust",
        "sslMode=verify-ca,verify_ca,verify-ca"
    })
    void sslModesAreTheDriversOwn(String option, String mysql, String mariadb) {
        assertThat(values(new MySqlDriver(), "mysql://db/app?" + option, "sslMode"))
                .containsExactly(mysql);
        assertThat(values(new MariaDbDriver(), "mysql://db/app?" + option, "sslMode"))
                .containsExactly(mariadb);
    }

    @Test
    void whereTheDriverCannotTryBothWeDo() {
        assertThat(values(new MySqlDriver(), "mysql://db/app", "sslMode")).containsExactly("preferred");
        DatabaseConfig config = DatabaseConfig.parse("mysql://db/app");
        MariaDbDriver mariaDb = new MariaDbDriver();
        ConnectionFactoryOptions encrypted = mariaDb.options(config).get(0);

        assertThat(encrypted.getValue(Option.valueOf("sslMode"))).isEqualTo("trust");
        assertThat(mariaDb.inClear(config, encrypted).orElseThrow().getValue(Option.valueOf("sslMode")))
                .isEqualTo("disable");
        assertThat(mariaDb.inClear(DatabaseConfig.parse("mysql://db/app?sslMode=require"), encrypted))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void aFileOfAuthoritiesThatHoldsNoneIsRefusedBeforeTheDriverSeesIt(Driver driver, @TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("ca.pem"), "");

        assertThatThrownBy(() -> options(driver, "mysql://db/app?sslMode=verify-ca&sslCa=" + file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aKeyOfTheServerReachesTheDriverAndNoOtherIsBelieved() {
        String url = "mysql://db/app?ssl=false&serverPublicKey=/etc/key.pem";

        assertThat(values(new MySqlDriver(), url, "serverRSAPublicKeyFile")).containsExactly("/etc/key.pem");
        assertThat(values(new MariaDbDriver(), url, "cachingRsaPublicKey")).containsExactly("/etc/key.pem");
        assertThat(values(new MariaDbDriver(), url, "allowPublicKeyRetrieval")).containsExactly(false);
        assertThat(values(new MariaDbDriver(), "mysql://db/app", "allowPublicKeyRetrieval"))
                .containsOnly(true);
    }

    /** r2dbc-mariadb cuts a host at the first colon. */
    @Test
    void ipv6NeedsTheDriverThatKnowsIt() {
        assertThat(options(new MySqlDriver(), "mysql://[::1]/app").get(0).getValue(HOST))
                .isEqualTo("::1");
        assertThatThrownBy(() -> options(new MariaDbDriver(), "mysql://[::1]/app"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("driver=mysql");
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void whatCannotWorkIsRefused(Driver driver) {
        assertThatThrownBy(() -> options(driver, "mysql://db1,%2Frun%2Fmysqld.sock/app"))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> options(driver, "mysql://ann:geheim@db"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("name the database")
                .hasMessageNotContaining("geheim");
    }

    @ParameterizedTest
    @CsvSource({
        "mysql://db/app,MySQL",
        "mariadb://db/app,MariaDB",
        "aurora-mysql://db/app,MySQL",
        "mysql://db/app?driver=mariadb,MariaDB",
        "mariadb://db/app?driver=mysql,MySQL"
    })
    void theDriverIsTheTypesOwnOrTheOneAskedFor(String url, String driver) {
        Connections connections = Connector.opener(DatabaseConfig.parse(url)).get();

        assertThat(connections.pool().getMetadata().getName()).isEqualTo(driver);
        connections.pool().dispose();
    }

    @Test
    void aDriverThatDoesNotOpenTheTypeIsRefusedWithThoseThatDo() {
        assertThatThrownBy(() -> Connector.opener(DatabaseConfig.parse("mysql://db/app?driver=h2")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("mysql, mariadb");
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void descriptionsHoldNoCredentials(Driver driver) {
        assertThat(driver.describe(DatabaseConfig.parse("mysql://ann:geheim@db,[::1]:3307/app")))
                .isEqualTo("MySQL at db:3306, [::1]:3307, database app");
        assertThat(driver.describe(DatabaseConfig.parse("mariadb:///app?host=/run/mysqld.sock")))
                .isEqualTo("MariaDB at /run/mysqld.sock, database app");
    }
}
