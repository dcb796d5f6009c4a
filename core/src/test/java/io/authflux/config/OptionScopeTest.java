// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.error.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An option that means nothing to a database is never ignored. */
class OptionScopeTest {

    @ParameterizedTest
    @CsvSource({
        "postgres://h/db,driver=mysql,mysql",
        "cockroachdb://h/db,driver=mysql,mysql",
        "sqlite:./x.db,driver=mysql,mysql",
        "mongodb://h/db,driver=mysql,mysql",
        "postgres://h/db,serverPublicKey=k.pem,mysql",
        "h2:mem:x,serverPublicKey=k.pem,mysql",
        "mongodb+srv://h/db,serverPublicKey=k.pem,mysql",
        "mysql://h/db,ttlIndexes=true,mongodb",
        "sqlite:./x.db,schema=auth,postgres",
        "mongodb://h/db,schema=auth,postgres",
        "mongodb://h/db,dropSchema=true&iKnowThisDropsData=true&synchronize=true,sqlite",
        "sqlite:./x.db,sslMode=verify-full,postgres",
        "h2:mem:x,sslMode=disable,postgres",
        "sqlite:./x.db,applicationName=shop,postgres"
    })
    void whatMeansNothingIsRefusedByNameInUrlAndBuilder(String url, String query, String meant) {
        String name = query.substring(0, query.indexOf('='));
        String refusal = "the option " + name + " means nothing to ";

        assertThatThrownBy(() -> DatabaseConfig.parse(url + "?" + query))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(refusal)
                .hasMessageContaining(meant)
                .hasMessageEndingWith("leave it out");
        DatabaseConfig.Builder builder = DatabaseConfig.parse(url).mutate();
        for (String pair : query.split("&", -1)) {
            builder.option(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(refusal);
    }

    @ParameterizedTest
    @CsvSource({
        "tidb://h/db?driver=mariadb",
        "mariadb://h/db?serverPublicKey=k.pem",
        "mongodb+srv://h/db?ttlIndexes=true",
        "sqlite:./x.db?poolSize=3&statementTimeout=1s&sslMode=prefer",
        "unheard-of://h/db?ttlIndexes=true&driver=x&schema=s"
    })
    void whatMeansSomethingIsTaken(String url) {
        assertThatCode(() -> DatabaseConfig.parse(url)).doesNotThrowAnyException();
    }

    /** There a configuration is shared by databases, and TypeORM takes what one of them does not know. */
    @Test
    void ofTypeOrmsObjectItsOwnOptionsAreNotUsedAndOursAreRefused() {
        Map<String, String> file = Map.of("type", "sqlite", "database", "./x.db");
        Map<String, Object> shared = Map.of(
                "type",
                "sqlite",
                "database",
                "./x.db",
                "ssl",
                true,
                "schema",
                "auth",
                "driver",
                "sqlite3",
                "applicationName",
                "shop",
                "extra",
                Map.of("ssl", true));

        assertThat(DatabaseConfig.from(shared)).isEqualTo(DatabaseConfig.from(file));
        assertThatThrownBy(() ->
                        DatabaseConfig.from(Map.of("type", "sqlite", "database", "./x.db", "serverPublicKey", "k.pem")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("the option serverPublicKey means nothing to sqlite");
    }
}
