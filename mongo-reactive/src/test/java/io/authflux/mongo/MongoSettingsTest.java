// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.ServerAddress;
import com.mongodb.Tag;
import com.mongodb.TagSet;
import com.mongodb.WriteConcern;
import io.authflux.Authflux;
import io.authflux.config.DatabaseConfig;
import io.authflux.error.ConfigurationException;
import io.authflux.error.StoreUnavailableException;
import io.authflux.testkit.Await;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MongoSettingsTest {

    private static final TimeUnit MS = TimeUnit.MILLISECONDS;

    private static MongoClientSettings settings(String url) {
        return MongoSettings.of(DatabaseConfig.parse(url));
    }

    private static Arguments row(String query, Function<MongoClientSettings, Object> value, Object expected) {
        return Arguments.of(query, value, expected);
    }

    static Stream<Arguments> options() {
        return Stream.of(
                row("replicaSet=rs0", s -> s.getClusterSettings().getRequiredReplicaSetName(), "rs0"),
                row(
                        "directConnection=true",
                        s -> s.getClusterSettings().getMode().name(),
                        "SINGLE"),
                row("loadBalanced=true", s -> s.getClusterSettings().getMode().name(), "LOAD_BALANCED"),
                row("serverSelectionTimeoutMS=1", s -> s.getClusterSettings().getServerSelectionTimeout(MS), 1L),
                row("localThresholdMS=7", s -> s.getClusterSettings().getLocalThreshold(MS), 7L),
                row("heartbeatFrequencyMS=700", s -> s.getServerSettings().getHeartbeatFrequency(MS), 700L),
                row(
                        "serverMonitoringMode=poll",
                        s -> s.getServerSettings().getServerMonitoringMode().name(),
                        "POLL"),
                row("readPreference=secondary", MongoClientSettings::getReadPreference, ReadPreference.secondary()),
                row(
                        "readPreference=nearest&maxStalenessSeconds=90",
                        MongoClientSettings::getReadPreference,
                        ReadPreference.nearest(90, TimeUnit.SECONDS)),
                row(
                        "readPreference=nearest&readPreferenceTags=dc:ny,rack:1&readPreferenceTags=",
                        MongoClientSettings::getReadPreference,
                        ReadPreference.nearest(
                                List.of(new TagSet(List.of(new Tag("dc", "ny"), new Tag("rack", "1"))), new TagSet()))),
                row("readConcernLevel=majority", MongoClientSettings::getReadConcern, ReadConcern.MAJORITY),
                row("w=majority", MongoClientSettings::getWriteConcern, WriteConcern.MAJORITY),
                row("w=2&wtimeoutMS=9&journal=true", MongoClientSettings::getWriteConcern, w2()),
                row("w=2&wtimeout=9&j=true", MongoClientSettings::getWriteConcern, w2()),
                row("safe=true", MongoClientSettings::getWriteConcern, WriteConcern.ACKNOWLEDGED),
                row("retryWrites=false", MongoClientSettings::getRetryWrites, false),
                row("retryReads=false", MongoClientSettings::getRetryReads, false),
                row("compressors=zlib", s -> s.getCompressorList().get(0).getName(), "zlib"),
                row(
                        "compressors=zlib&zlibCompressionLevel=9",
                        s -> s.getCompressorList().get(0).getProperty("LEVEL", 0),
                        9),
                row(
                        "uuidRepresentation=standard",
                        s -> s.getUuidRepresentation().name(),
                        "STANDARD"),
                row("minPoolSize=3", s -> s.getConnectionPoolSettings().getMinSize(), 3),
                row("maxConnecting=5", s -> s.getConnectionPoolSettings().getMaxConnecting(), 5),
                row("socketTimeoutMS=77", s -> s.getSocketSettings().getReadTimeout(MS), 77),
                row("proxyHost=p", s -> s.getSocketSettings().getProxySettings().getHost(), "p"),
                row(
                        "proxyHost=p&proxyPort=99",
                        s -> s.getSocketSettings().getProxySettings().getPort(),
                        99),
                row(
                        "proxyHost=p&proxyUsername=u&proxyPassword=a%26b",
                        s -> s.getSocketSettings().getProxySettings().getPassword(), "a&b"),
                row(
                        "tls=true&tlsAllowInvalidHostnames=true",
                        s -> s.getSslSettings().isInvalidHostNameAllowed(),
                        true),
                row("tls=true&tlsInsecure=true", s -> s.getSslSettings().isInvalidHostNameAllowed(), true),
                row(
                        "tls=true&tlsAllowInvalidCertificates=true",
                        s -> s.getSslSettings().getContext() != null,
                        true));
    }

    private static WriteConcern w2() {
        return WriteConcern.W2.withWTimeout(9, MS).withJournal(true);
    }

    @ParameterizedTest
    @MethodSource("options")
    void optionOfTheDriverReachesIt(String query, Function<MongoClientSettings, Object> value, Object expected) {
        assertThat(value.apply(settings("mongodb://h/app?" + query))).isEqualTo(expected);
    }

    static Stream<Arguments> shared() {
        return Stream.of(
                row("poolSize=7", s -> s.getConnectionPoolSettings().getMaxSize(), 7),
                row("maxPoolSize=7", s -> s.getConnectionPoolSettings().getMaxSize(), 7),
                row("", s -> s.getConnectionPoolSettings().getMaxSize(), 10),
                row("poolAcquireTimeout=2s", s -> s.getConnectionPoolSettings().getMaxWaitTime(MS), 2_000L),
                row(
                        "waitQueueTimeoutMS=2000",
                        s -> s.getConnectionPoolSettings().getMaxWaitTime(MS),
                        2_000L),
                row("maxIdleTimeMS=2000", s -> s.getConnectionPoolSettings().getMaxConnectionIdleTime(MS), 2_000L),
                row("poolMaxLifetime=2s", s -> s.getConnectionPoolSettings().getMaxConnectionLifeTime(MS), 2_000L),
                row("connectTimeoutMS=4000", s -> s.getSocketSettings().getConnectTimeout(MS), 4_000),
                row("statementTimeout=5s", s -> s.getTimeout(MS), 5_000L),
                row("timeoutMS=5000", s -> s.getTimeout(MS), 5_000L),
                row("", s -> s.getTimeout(MS), 30_000L),
                row("appName=shop", MongoClientSettings::getApplicationName, "shop"),
                row("", MongoClientSettings::getApplicationName, "authflux"),
                row("", MongoClientSettings::getRetryReads, true),
                row("", MongoClientSettings::getRetryWrites, true),
                row("", s -> s.getSslSettings().isEnabled(), false),
                row("ssl=true", s -> s.getSslSettings().isEnabled(), true),
                row("tls=true", s -> s.getSslSettings().isInvalidHostNameAllowed(), false),
                row("sslMode=disable", s -> s.getSslSettings().isEnabled(), false),
                row("sslMode=require", s -> s.getSslSettings().isInvalidHostNameAllowed(), true),
                row("sslMode=verify-ca", s -> s.getSslSettings().isInvalidHostNameAllowed(), true),
                row("", s -> s.getSslSettings().getContext() == null, true),
                row("", s -> s.getLoggerSettings().getMaxDocumentLength(), 1),
                row("slowQueryThreshold=0", s -> s.getCommandListeners().size(), 0),
                row("", s -> s.getCommandListeners().size(), 1));
    }

    @ParameterizedTest
    @MethodSource("shared")
    void optionOfOursMeansTheSameToTheDriver(
            String query, Function<MongoClientSettings, Object> value, Object expected) {
        assertThat(value.apply(settings("mongodb://h/app?" + query))).isEqualTo(expected);
    }

    /** What the driver knows, the URL may say: the driver's own list is the measure. */
    @Test
    void noOptionOfTheDriverIsForgotten() throws ReflectiveOperationException {
        Field keys = ConnectionString.class.getDeclaredField("ALL_KEYS");
        keys.setAccessible(true);

        assertThat((Set<?>) keys.get(null)).isNotEmpty().allSatisfy(key -> {
            boolean truth = String.valueOf(key).matches("tls|ssl|.*(insecure|invalid).*");
            String url = "mongodb://h/app?tls=" + !List.of("tls", "ssl").contains(key);
            assertThat(DatabaseConfig.parse(url + "&" + key + "=" + (truth ? url.endsWith("true") : "7")))
                    .isNotEqualTo(DatabaseConfig.parse(url.replace("tls=false", "")));
        });
    }

    @Test
    void everyHostReachesTheDriver() {
        assertThat(settings("mongodb://a,b:27018,[::1]:27019,[fe80::2]/app")
                        .getClusterSettings()
                        .getHosts())
                .containsExactlyInAnyOrder(
                        new ServerAddress("a"),
                        new ServerAddress("b", 27_018),
                        new ServerAddress("::1", 27_019),
                        new ServerAddress("fe80::2"));
        assertThat(MongoSettings.connectionString(
                        DatabaseConfig.builder("mongodb").database("app").build()))
                .isEqualTo("mongodb://localhost/app");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p@ss:w/rd?#[]%",
                "100%",
                "a+b c",
                "%41",
                "p%2540x",
                "$&'()*,;=!~^`|\\\"<>{}",
                "pässwörd 密码 \uD83D\uDD11",
                ":",
                "@"
            })
    void credentialsAreDecodedOnce(String secret) {
        DatabaseConfig config = DatabaseConfig.builder("mongodb")
                .host("h", 0)
                .username("user " + secret)
                .password(secret)
                .database("app")
                .build();

        MongoCredential credential =
                Objects.requireNonNull(MongoSettings.of(config).getCredential());

        assertThat(credential.getUserName()).isEqualTo("user " + secret);
        assertThat(credential.getPassword()).isEqualTo(secret.toCharArray());
        assertThat(credential.getSource()).isEqualTo("app");
    }

    @Test
    void credentialsOfAUrlAreDecodedOnce() {
        MongoCredential credential = Objects.requireNonNull(
                settings("mongodb://u%2Bx:p%40ss%3A%2525@h/app?authSource=admin&authMechanism=SCRAM-SHA-256")
                        .getCredential());

        assertThat(credential.getUserName()).isEqualTo("u+x");
        assertThat(credential.getPassword()).isEqualTo("p@ss:%25".toCharArray());
        assertThat(credential.getSource()).isEqualTo("admin");
        assertThat(credential.getMechanism()).isEqualTo("SCRAM-SHA-256");
    }

    @Test
    void mechanismsOfTheDriverWork() {
        MongoCredential aws = Objects.requireNonNull(
                settings("mongodb://k:s@h/app?authMechanism=MONGODB-AWS&authMechanismProperties=AWS_SESSION_TOKEN:abc")
                        .getCredential());
        MongoCredential kerberos =
                Objects.requireNonNull(settings("mongodb://u%40R@h/app?authMechanism=GSSAPI&gssapiServiceName=other")
                        .getCredential());

        assertThat(aws.getMechanism()).isEqualTo("MONGODB-AWS");
        assertThat(kerberos.getUserName()).isEqualTo("u@R");
        assertThat(kerberos.getMechanismProperty("SERVICE_NAME", "")).isEqualTo("other");
    }

    /** {@link FakeDns} answers for {@code example.test}. */
    @Test
    void srvGoesToTheDriverAsSuch() {
        MongoClientSettings settings = settings("mongodb+srv://u:p%40ss@cluster.example.test/app?retryWrites=false"
                + "&srvServiceName=mongodb&srvMaxHosts=0");

        assertThat(settings.getClusterSettings().getSrvHost()).isEqualTo("cluster.example.test");
        assertThat(settings.getClusterSettings().getSrvServiceName()).isEqualTo("mongodb");
        assertThat(settings.getClusterSettings().getRequiredReplicaSetName()).isEqualTo("rs-of-txt");
        assertThat(settings.getSslSettings().isEnabled()).isTrue();
        assertThat(Objects.requireNonNull(settings.getCredential()).getSource()).isEqualTo("source-of-txt");
        assertThat(settings("mongodb+srv://cluster.example.test/app?ssl=false")
                        .getSslSettings()
                        .isEnabled())
                .isFalse();
    }

    /** A name server that does not answer may do so later; a name that there cannot be stays wrong. */
    @Test
    void unansweredLookupIsOfTheMoment() {
        DatabaseConfig away = DatabaseConfig.parse("mongodb+srv://u:s3cret@away.example.test/app");

        assertThatThrownBy(() -> MongoSettings.of(away))
                .isInstanceOfSatisfying(StoreUnavailableException.class, e -> assertThat(e.isTransient())
                        .isTrue())
                .hasMessageStartingWith("connect: ")
                .hasStackTraceContaining("TXT")
                .satisfies(e -> assertThat(e.toString() + e.getCause()).doesNotContain("s3cret"));
        assertThat(Await.failure(Authflux.connect(away))).isInstanceOf(StoreUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mongodb://h",
                "mongodb://h/a b",
                "mongodb://h/a%2Fb",
                "mongodb://%2Ftmp%2Fmongodb.sock/app",
                "mongodb://:s3cret@h/app",
                "mongodb+srv://a,b/app",
                "mongodb+srv://a:27017/app",
                "mongodb+srv://a/app",
                "mongodb://h/app?w=0",
                "mongodb://h/app?minPoolSize=11",
                "mongodb://h/app?maxStalenessSeconds=90&readPreference=primary",
                "mongodb://u:s3cret@h/app?authMechanism=s3cret",
                "mongodb://a,b/app?directConnection=true",
                "mongodb://h/app?sslMode=verify-ca&sslCa=/nowhere/s3.pem",
            })
    void whatCannotBeIsRefusedInOneSentence(String url) {
        DatabaseConfig config = DatabaseConfig.parse(url);

        assertThatThrownBy(() -> MongoSettings.of(config))
                .isInstanceOf(ConfigurationException.class)
                .satisfies(
                        e -> assertThat(e.toString()).doesNotContain("s3cret").hasLineCount(1));
    }

    @Test
    void longNamesAreRefused() {
        DatabaseConfig config = DatabaseConfig.parse("mongodb://h/app?appName=" + "x".repeat(129));

        assertThatThrownBy(() -> MongoSettings.of(config)).hasMessageContaining("applicationName");
    }
}
