// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.error.ConfigurationException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DriverOptionsTest {

    @Test
    void optionsOfTheDriverAreCarriedInItsOwnSpelling() {
        DatabaseConfig config =
                DatabaseConfig.parse("mongodb://a:27018,b/app?replicaset=rs0&AuthSource=admin&w=majority&j=true");

        assertThat(config.extra())
                .isEqualTo(Map.of("replicaSet", "rs0", "authSource", "admin", "w", "majority", "journal", "true"));
        assertThat(config.hosts()).containsExactly(new Host("a", 27018), new Host("b", 0));
    }

    @ParameterizedTest
    @CsvSource({
        "maxPoolSize=7, poolSize=7",
        "maxpoolsize=7, poolSize=7",
        "waitQueueTimeoutMS=1500, poolAcquireTimeout=1500ms",
        "maxIdleTimeMS=1500, poolIdleTimeout=1500",
        "maxLifeTimeMS=60000, poolMaxLifetime=1m",
        "connectTimeoutMS=3000, connectTimeout=3s",
        "timeoutMS=3000, statementTimeout=3s",
        "tls=true, sslMode=verify-full",
        "ssl=false, sslMode=disable",
        "TLS=true, ssl=true",
        "appName=shop, applicationName=shop",
        "wtimeout=5, wtimeoutMS=5",
        "tls=true&sslInvalidHostNameAllowed=true, tls=true&tlsAllowInvalidHostnames=true",
        "tls=true&tlsAllowInvalidHostnames=true, sslMode=verify-ca",
        "tlsInsecure=true&tls=true, sslMode=require",
        "tls=true&tlsAllowInvalidCertificates=1, sslMode=require",
        "tls=true&tlsInsecure=true&tlsAllowInvalidHostnames=true, sslMode=require",
        "tls=true&tlsInsecure=false, sslMode=verify-full",
        "sslMode=require&tlsInsecure=true, sslMode=require",
        "retryWrites=false, retrywrites=false",
    })
    void whatMeansTheSameIsTheSame(String one, String other) {
        assertThat(DatabaseConfig.parse("mongodb://h/app?" + one))
                .isEqualTo(DatabaseConfig.parse("mongodb://h/app?" + other))
                .hasSameHashCodeAs(DatabaseConfig.parse("mongodb://h/app?" + other))
                .isNotEqualTo(DatabaseConfig.parse("mongodb://h/app"));
    }

    /** What its address says by itself is encrypted already. */
    @Test
    void srvIsEncryptedWithoutAWord() {
        assertThat(DatabaseConfig.parse("mongodb+srv://h/app?tlsInsecure=true"))
                .isEqualTo(DatabaseConfig.parse("mongodb+srv://h/app?sslMode=require"));
        assertThat(DatabaseConfig.parse("mongodb+srv://h/app?sslCert=c").get(Options.SSL_CERT))
                .isEqualTo("c");
    }

    @ParameterizedTest
    @CsvSource({
        "sslMode=verify-full&tlsInsecure=true, tlsInsecure contradicts sslMode=verify-full",
        "tlsInsecure=true&sslMode=verify-ca, tlsInsecure contradicts sslMode=verify-ca",
        "tls=true&sslMode=verify-full&tlsAllowInvalidHostnames=true, tlsAllowInvalidHostnames contradicts",
        "sslMode=verify-full&tlsAllowInvalidCertificates=true, tlsAllowInvalidCertificates contradicts",
        "tlsInsecure=true, tlsInsecure needs an encrypted connection",
        "tlsAllowInvalidHostnames=true&ssl=false, tlsAllowInvalidHostnames needs an encrypted connection",
        "tls=true&tlsInsecure=perhaps, tlsInsecure expects true or false",
        "sslCert=c, sslCert needs an encrypted connection",
        "lookups=replica, set readPreference",
        "replicas=r, set readPreference"
    })
    void whatIsNotAsSafeAsItSaysIsRefusedByName(String query, String message) {
        assertThatThrownBy(() -> DatabaseConfig.parse("mongodb://h/app?" + query))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void builderContradictsItselfLikeAUrl() {
        assertThatThrownBy(() -> DatabaseConfig.builder("mongodb")
                        .option(Options.SSL_MODE, SslMode.VERIFY_FULL)
                        .extra("tlsInsecure", "true")
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("tlsInsecure contradicts sslMode=verify-full");
    }

    @Test
    void tagSetsAddUp() {
        DatabaseConfig config = DatabaseConfig.parse("mongodb+srv://h/app?readPreference=secondary"
                + "&readPreferenceTags=dc:ny,rack:1&readPreferenceTags=dc:ny&readPreferenceTags=");

        assertThat(config.extra()).containsEntry("readPreferenceTags", "dc:ny,rack:1;dc:ny;");
        assertThat(config.type()).isEqualTo("mongodb+srv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mongodb://h/app?replicaSets=x", "mongodb://h/app?useNewUrlParser=true"})
    void unknownOptionsAreRefusedByName(String url) {
        assertThatThrownBy(() -> DatabaseConfig.parse(url))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(url.substring(url.indexOf('?') + 1, url.indexOf('=')))
                .hasMessageContaining("replicaSet")
                .hasMessageContaining("poolSize");
    }

    @ParameterizedTest
    @ValueSource(strings = {"j=true&journal=false", "maxPoolSize=3&poolSize=4", "authSource=a&authsource=b"})
    void contradictionsAreRefused(String query) {
        assertThatThrownBy(() -> DatabaseConfig.parse("mongodb://h/app?" + query))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(query.substring(query.indexOf('&') + 1, query.lastIndexOf('=')));
    }

    @Test
    void otherDatabasesDoNotKnowThem() {
        assertThatThrownBy(() -> DatabaseConfig.parse("postgres://h/app?replicaSet=rs0"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("replicaSet");
        assertThatThrownBy(() -> DatabaseConfig.parse("postgres://h/app?ttlIndexes=true"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("ttlIndexes");
        assertThatThrownBy(() -> DatabaseConfig.parse("mongodb://h/app?uuidIds=true"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("uuidIds means nothing to mongodb");
        assertThat(DatabaseConfig.parse("mongodb://h/app?ttlIndexes=true").get(Options.TTL_INDEXES))
                .isTrue();
    }

    @Test
    void builderAndUrlMeanTheSame() {
        DatabaseConfig built = DatabaseConfig.builder("mongodb")
                .host("h", 0)
                .database("app")
                .extra("replicaset", "rs0")
                .option(Options.CONNECT_TIMEOUT, Duration.ofSeconds(3))
                .build();

        assertThat(built).isEqualTo(DatabaseConfig.parse("mongodb://h/app?replicaSet=rs0&connectTimeoutMS=3000"));
        assertThat(built.mutate().build()).isEqualTo(built).hasSameHashCodeAs(built);
        assertThat(DatabaseConfig.builder("postgres")
                        .extra("anything", "1")
                        .build()
                        .extra())
                .containsEntry("anything", "1");
        assertThatThrownBy(() -> DatabaseConfig.builder("mongodb").extra("nothing", "1"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("nothing");
    }

    @Test
    void valuesOfTheDriversOptionsArePrintedNowhere() {
        String url =
                "mongodb://h/app?proxyHost=p&proxyPassword=s3cret&authMechanismProperties=AWS_SESSION_TOKEN:s3cret";

        assertThat(DatabaseConfig.parse(url).toString())
                .contains("proxyPassword", "authMechanismProperties")
                .doesNotContain("s3cret");
    }
}
