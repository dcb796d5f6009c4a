// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.authflux.error.ConfigurationException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TypeORM's object means what the URL means that says the same. */
final class TypeOrmObjectTest {

    private static final String URL = "postgres://u:p@h/db";
    private static final String SECRET = "s3cret-s3cret";

    /** Names and values in turn. */
    private static Map<String, @Nullable Object> object(@Nullable Object... pairs) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            object.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return object;
    }

    private static Map<String, @Nullable Object> postgres(@Nullable Object... more) {
        Map<String, @Nullable Object> object =
                object("type", "postgres", "host", "h", "username", "u", "password", "p", "database", "db");
        object.putAll(object(more));
        return object;
    }

    private static Map<String, @Nullable Object> mongodb(@Nullable Object... more) {
        Map<String, @Nullable Object> object = object("type", "mongodb", "host", "h", "database", "db");
        object.putAll(object(more));
        return object;
    }

    static Stream<Arguments> addresses() {
        return Stream.of(
                arguments(
                        object(
                                "type",
                                "mysql",
                                "host",
                                "127.0.0.1",
                                "port",
                                3306,
                                "username",
                                "nextauth",
                                "password",
                                "password",
                                "database",
                                "database_name"),
                        "mysql://nextauth:password@127.0.0.1:3306/database_name"),
                arguments(object("type", "sqlite", "database", ":memory:"), "sqlite://localhost/:memory:"),
                arguments(postgres(), URL),
                arguments(postgres("port", null), URL),
                arguments(postgres("port", 0), URL),
                arguments(postgres("port", "5433"), "postgres://u:p@h:5433/db"),
                arguments(postgres("port", 5433.0), "postgres://u:p@h:5433/db"),
                arguments(postgres("type", "postgresql"), URL),
                arguments(postgres("type", "Aurora-Postgres"), URL),
                arguments(postgres("type", "cockroachdb", "port", 26257), "cockroachdb://u:p@h/db"),
                arguments(postgres("type", "yugabytedb"), "yugabytedb://u:p@h:5433/db"),
                arguments(postgres("type", "aurora-mysql"), "mysql://u:p@h/db"),
                arguments(postgres("type", "tidb", "port", 4000), "tidb://u:p@h/db"),
                arguments(postgres("type", "mariadb"), "mariadb://u:p@h/db"),
                arguments(postgres("type", "mssql", "port", 1433), "mssql://u:p@h/db"),
                arguments(postgres("password", "p%40#/?:@"), "postgres://u:p%2540%23%2F%3F%3A%40@h/db"),
                arguments(postgres("host", "::1", "port", 5433), "postgres://u:p@[::1]:5433/db"),
                arguments(postgres("host", "a:1, b,[::1]:3", "port", 7), "postgres://u:p@a:1,b:7,[::1]:3/db"),
                arguments(postgres("host", "/run/postgresql"), "postgres://u:p@/db?host=/run/postgresql"),
                arguments(
                        postgres("type", "mysql", "socketPath", "/run/mysqld.sock"),
                        "mysql://u:p@/db?socketPath=/run/mysqld.sock"),
                arguments(object("type", "postgres", "port", 7), "postgres://localhost:7"),
                arguments(mongodb("port", 27018), "mongodb://h:27018/db"),
                arguments(
                        mongodb("hostReplicaSet", "a:27017,b:27018", "replicaSet", "rs0"),
                        "mongodb://a,b:27018/db?replicaSet=rs0"));
    }

    static Stream<Arguments> filesThatTypeOrmLeaves() {
        return Stream.concat(
                Stream.of(
                                "sqlite",
                                "better-sqlite3",
                                "expo",
                                "cordova",
                                "react-native",
                                "nativescript",
                                "capacitor",
                                "sqljs")
                        .map(type -> arguments(object("type", type, "database", "data/app.db"), "sqlite:data/app.db")),
                Stream.of(
                        arguments(object("type", "sqljs", "location", "app.db", "autoSave", true), "sqlite:app.db"),
                        arguments(
                                object("type", "cordova", "database", "app.db", "location", "default"),
                                "sqlite:app.db"),
                        arguments(
                                object("type", "better-sqlite3", "database", "/v/app.db", "readonly", true),
                                "sqlite:////v/app.db?extra.openMode=READ_ONLY"),
                        arguments(
                                object("type", "sqlite", "database", "a", "readonly", true, "fileMustExist", true),
                                "sqlite:a?extra.openMode=READ_ONLY"),
                        arguments(
                                object("type", "sqlite", "database", "a", "fileMustExist", true, "readonly", true),
                                "sqlite:a?extra.openMode=READ_ONLY"),
                        arguments(
                                object("type", "sqlite", "database", "a", "fileMustExist", true, "readonly", false),
                                "sqlite:a?extra.openMode=READ_WRITE"),
                        arguments(
                                object("type", "better-sqlite3", "database", "a", "timeout", 2000),
                                "sqlite:a?extra.busyTimeout=PT2S"),
                        arguments(object("type", "sqlite", "database", "a", "enableWAL", true), "sqlite:a")));
    }

    static Stream<Arguments> options() {
        return Stream.of(
                arguments(postgres("synchronize", true), URL + "?synchronize=true"),
                arguments(postgres("synchronize", "true", "logging", false), URL + "?synchronize"),
                arguments(postgres("logging", "all"), URL + "?logging=true"),
                arguments(postgres("logging", List.of("query", "error")), URL + "?logging=true"),
                arguments(postgres("logging", List.of("error")), URL),
                arguments(postgres("logging", "error"), URL),
                arguments(postgres("entityPrefix", "nextauth_"), URL + "?entityPrefix=nextauth_"),
                arguments(postgres("namingStrategy", "snake"), URL + "?namingStrategy=snake"),
                arguments(postgres("schema", "auth", "applicationName", "x"), URL + "?schema=auth&applicationName=x"),
                arguments(postgres("maxQueryExecutionTime", 250), URL + "?slowQueryThreshold=250ms"),
                arguments(postgres("connectTimeoutMS", 3000, "poolSize", 5), URL + "?connectTimeout=3s&poolSize=5"),
                arguments(
                        postgres("dropSchema", true, "iKnowThisDropsData", true, "synchronize", true),
                        URL + "?dropSchema=true&iKnowThisDropsData=true&synchronize=true"),
                arguments(
                        postgres(
                                "extra", object("max", 20, "idleTimeoutMillis", 5000, "min", 2, "query_timeout", 9000)),
                        URL + "?poolSize=20&poolIdleTimeout=5s&statementTimeout=9s"),
                arguments(postgres("extra", object("fetchSize", 100)), URL + "?extra.fetchSize=100"),
                arguments(
                        postgres("type", "mysql", "extra", object("connectionLimit", 4), "timezone", "Z"),
                        "mysql://u:p@h/db?poolSize=4"),
                arguments(
                        postgres("type", "mysql", "charset", "utf8mb4", "acquireTimeout", 1500, "connectTimeout", 900),
                        "mysql://u:p@h/db?poolAcquireTimeout=1500&connectTimeout=900"),
                arguments(
                        postgres(
                                "type",
                                "mssql",
                                "options",
                                object("encrypt", true, "enableArithAbort", true),
                                "pool",
                                object("max", 4, "min", 1, "idleTimeoutMillis", 30000)),
                        "mssql://u:p@h/db?ssl=true&poolSize=4&poolIdleTimeout=30s"),
                arguments(
                        postgres("type", "mssql", "options", object("encrypt", true, "trustServerCertificate", true)),
                        "mssql://u:p@h/db?sslMode=require"),
                arguments(
                        mongodb("authSource", "admin", "w", "majority", "j", true, "poolSize", 7),
                        "mongodb://h/db?authSource=admin&w=majority&j=true&maxPoolSize=7"),
                arguments(
                        mongodb(
                                "writeConcern",
                                object("w", 2, "wtimeout", 100),
                                "readConcern",
                                object("level", "local")),
                        "mongodb://h/db?w=2&wtimeout=100&readConcernLevel=local"),
                arguments(
                        mongodb("ssl", true, "sslValidate", false, "readPreference", "secondary"),
                        "mongodb://h/db?ssl=true&tlsAllowInvalidCertificates=true&readPreference=secondary"),
                arguments(
                        mongodb("ssl", true, "sslCA", List.of("ca.pem"), "sslCert", "c", "sslKey", "k", "sslPass", "p"),
                        "mongodb://h/db?ssl=true&sslCa=ca.pem&sslCert=c&sslKey=k&sslKeyPassword=p"),
                arguments(mongodb("useUnifiedTopology", true, "useNewUrlParser", true), "mongodb://h/db"));
    }

    static Stream<Arguments> encryption() {
        return Stream.of(
                arguments(postgres("ssl", true), URL + "?ssl=true"),
                arguments(postgres("ssl", false), URL + "?ssl=false"),
                arguments(postgres("ssl", object()), URL + "?ssl=true"),
                arguments(postgres("ssl", object("rejectUnauthorized", true)), URL + "?sslMode=verify-full"),
                arguments(postgres("ssl", object("rejectUnauthorized", false)), URL + "?sslMode=require"),
                arguments(
                        postgres("ssl", object("rejectUnauthorized", false, "ca", "ca.pem")), URL + "?sslMode=require"),
                arguments(
                        postgres("extra", object("ssl", object("rejectUnauthorized", false))),
                        URL + "?sslMode=require"),
                arguments(
                        postgres("ssl", object("ca", "/etc/ca.pem", "cert", "c.pem", "key", "k.pem")),
                        URL + "?ssl=true&sslCa=/etc/ca.pem&sslCert=c.pem&sslKey=k.pem"),
                arguments(
                        postgres("ssl", object("cert", List.of("c"), "key", List.of("k"))),
                        URL + "?ssl=true&sslCert=c&sslKey=k"),
                arguments(
                        postgres("ssl", object("ca", List.of("one", "two"), "cert", "c", "passphrase", "x")),
                        URL + "?ssl=true&sslCa=one%0Atwo&sslCert=c&sslKeyPassword=x"));
    }

    static Stream<Arguments> replication() {
        Map<String, @Nullable Object> master =
                object("host", "m", "port", 5433, "username", "u", "password", "p", "database", "db");
        Map<String, @Nullable Object> slave = new HashMap<>(master);
        slave.put("host", "s1");
        return Stream.of(
                arguments(
                        object(
                                "type",
                                "postgres",
                                "replication",
                                object("master", master, "slaves", List.of(slave, object("host", "s2")))),
                        "postgres://u:p@m:5433/db?replicas=s1:5433,s2"),
                arguments(
                        object("type", "postgres", "host", "x", "replication", object("master", master)),
                        "postgres://u:p@m:5433/db"),
                arguments(
                        postgres(
                                "lookups",
                                "replica",
                                "replication",
                                object(
                                        "master", object("url", "postgres://u:p@m/db"),
                                        "slaves",
                                                List.of(object(
                                                        "url", "postgres://u:p@s:6000/db", "applicationName", "a")),
                                        "selector", "RR")),
                        "postgres://u:p@m/db?replicas=s:6000&lookups=replica"),
                arguments(
                        object(
                                "type",
                                "mysql",
                                "replication",
                                object(
                                        "master",
                                        object("host", "m", "database", "db", "ssl", object()),
                                        "slaves",
                                        List.of(object("host", "s", "ssl", object())))),
                        "mysql://m/db?ssl=true&replicas=s"));
    }

    /** The URL wins, field by field; but the type decides. */
    static Stream<Arguments> urlsInside() {
        return Stream.of(
                arguments(object("url", URL), URL),
                arguments(object("type", "postgres", "url", URL + "?poolSize=5"), URL + "?poolSize=5"),
                arguments(postgres("url", "postgres://v:q@other:7/x"), "postgres://v:q@other:7/x"),
                arguments(postgres("url", "postgres://other", "port", 7), "postgres://u:p@other:7/db"),
                arguments(postgres("url", "postgres://other:5432", "port", 7), "postgres://u:p@other:5432/db"),
                arguments(postgres("url", "postgres://v@other/x"), "postgres://v:p@other/x"),
                arguments(
                        postgres("url", "postgres://h?poolSize=5", "poolSize", 6, "schema", "s"),
                        URL + "?poolSize=5&schema=s"),
                arguments(object("type", "mariadb", "url", "mysql://u:p@h/db"), "mariadb://u:p@h/db"),
                arguments(object("type", "cockroachdb", "url", "postgresql://u:p@h/db"), "cockroachdb://u:p@h/db"),
                arguments(object("type", "mongodb", "url", "mongodb+srv://u:p@h/db"), "mongodb+srv://u:p@h/db"),
                arguments(
                        object("type", "mongodb", "url", "mongodb://a,b/db?replicaSet=rs0", "w", "majority"),
                        "mongodb://a,b/db?replicaSet=rs0&w=majority"),
                arguments(object("url", "", "type", "h2", "database", "mem:x"), "h2:mem:x"));
    }

    @ParameterizedTest(name = "[{index}] {1}")
    @MethodSource({"addresses", "filesThatTypeOrmLeaves", "options", "encryption", "replication", "urlsInside"})
    void anObjectMeansWhatTheUrlMeans(Map<String, ?> object, String url) {
        DatabaseConfig read = DatabaseConfig.from(object);
        assertThat(read).isEqualTo(DatabaseConfig.parse(url)).hasSameHashCodeAs(DatabaseConfig.parse(url));
        assertThat(read).hasToString(DatabaseConfig.parse(url).toString());
        assertThat(read.mutate().build()).isEqualTo(read);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(object(), "must name the type"),
                arguments(object("type", 5), "the option type expects a text"),
                arguments(object("type", "mysql", "url", URL), "its type is mysql, and that of its url is postgres"),
                arguments(object("url", "postgres:" + SECRET), "after the type must come //"),
                arguments(postgres("sinchronize", SECRET), "no option sinchronize; did you mean synchronize?"),
                arguments(postgres("userName", SECRET), "no option userName; did you mean username?"),
                arguments(postgres("enableWAL", true), "there is no option enableWAL"),
                arguments(postgres("replicaSet", SECRET), "there is no option replicaSet"),
                arguments(postgres("extra.max", 5), "there is no option extra.max"),
                arguments(postgres("port", SECRET), "the option port expects a whole number from 1 to 65535"),
                arguments(postgres("port", 1.5), "the option port expects a whole number"),
                arguments(postgres("port", Double.NaN), "the option port expects a whole number"),
                arguments(postgres("port", 65536), "a port must be between 1 and 65535"),
                arguments(postgres("password", 123), "the option password expects a text; where the file is YAML"),
                arguments(postgres("username", true), "the option username expects a text"),
                arguments(postgres("host", List.of(SECRET)), "the option host expects a text"),
                arguments(postgres("host", SECRET + " x"), "a host must be"),
                arguments(
                        postgres("poolSize", List.of(5)), "the option poolSize expects a whole number from 1 to 10000"),
                arguments(postgres("poolSize", true), "the option poolSize expects a whole number"),
                arguments(postgres("synchronize", SECRET), "the option synchronize expects true or false"),
                arguments(postgres("synchronize", object()), "the option synchronize expects true or false"),
                arguments(postgres("logging", SECRET), "the option logging expects true or false"),
                arguments(postgres("namingStrategy", object()), "the option namingStrategy expects snake or camel"),
                arguments(postgres("poolSize", 5, "extra", object("max", 6)), "the option poolSize (here max)"),
                arguments(postgres("extra", SECRET), "the option extra expects an object"),
                arguments(
                        postgres("extra", object("x", List.of(SECRET))), "the option extra.x expects a text, a number"),
                arguments(postgres("dropSchema", true), "iKnowThisDropsData=true beside it"),
                arguments(postgres("ssl", SECRET), "the option sslMode expects true, false"),
                arguments(postgres("ssl", List.of()), "the option ssl expects true, false or an object"),
                arguments(postgres("ssl", object("rejectUnauthorised", false)), "did you mean ssl.rejectUnauthorized?"),
                arguments(postgres("ssl", object("minVersion", SECRET)), "there is no option ssl.minVersion"),
                arguments(postgres("ssl", object("key", SECRET)), "sslKey and sslKeyPassword need sslCert"),
                arguments(postgres("ssl", object("cert", 5)), "the option ssl.cert expects a text"),
                arguments(
                        postgres("ssl", object("cert", "c", "key", List.of(SECRET, SECRET))),
                        "the option ssl.key expects one text; only the authorities (ca) may be several"),
                arguments(postgres("ssl", object("cert", List.of())), "the option ssl.cert expects one text"),
                arguments(mongodb("sslKey", List.of(SECRET, SECRET)), "the option sslKey expects one text"),
                arguments(postgres("type", "mysql", "timezone", "local"), "the option timezone expects Z"),
                arguments(
                        postgres("type", "mssql", "options", object("useUTC", false)),
                        "the option useUTC expects true"),
                arguments(object("type", "sqlite", "database", "a", "key", SECRET), "encrypted SQLite files"),
                arguments(object("type", "sqlite", "database", "a", "host", "h"), "has no host"),
                arguments(object("type", "sqljs", "database", List.of(1, 2)), "the option database expects a text"),
                arguments(object("type", "expo"), "no file is named"),
                arguments(postgres("replication", SECRET), "the option replication expects an object"),
                arguments(postgres("replication", object("slaves", List.of())), "with master and slaves"),
                arguments(slaves(SECRET), "the option slaves expects a list"),
                arguments(slaves(List.of(SECRET)), "the option slaves expects an object"),
                arguments(slaves(Arrays.asList((Object) null)), "the option slaves expects an object"),
                arguments(slaves(List.of(object())), "the option slaves expects objects with a host"),
                arguments(slaves(List.of(object("url", "mysql://h"))), "contradict"),
                arguments(slaves(List.of(object("host", "s", "ssl", true))), "a slave has the ssl of its master"),
                arguments(
                        slaves(List.of(object("host", "s", "pasword", SECRET))),
                        "no option replication.slaves.pasword; did you mean replication.slaves.password?"),
                arguments(
                        slaves(List.of(object("host", "s", "synchronize", true))),
                        "no option replication.slaves.synchronize"),
                arguments(
                        postgres("replication", object("master", object("hots", SECRET))),
                        "no option replication.master.hots; did you mean replication.master.host?"),
                arguments(
                        postgres("replication", object("master", object("host", "m"), "slave", List.of(SECRET))),
                        "no option replication.slave; did you mean replication.slaves?"),
                arguments(
                        mongodb("replication", object("master", object(), "slaves", List.of(object("host", "s")))),
                        "MongoDB's driver finds replicas itself"),
                arguments(postgres("lookups", "replica"), "lookups=replica needs replicas"));
    }

    private static Map<String, @Nullable Object> slaves(Object slaves) {
        return postgres("replication", object("master", object("host", "m"), "slaves", slaves));
    }

    @ParameterizedTest(name = "[{index}] {1}")
    @MethodSource("refused")
    void whatCannotBeRightIsRefusedWithoutItsValue(Map<String, ?> object, String message) {
        assertThatThrownBy(() -> DatabaseConfig.from(object))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining(SECRET)
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql", "mssql", "mongodb", "somebody-elses"})
    void whatMeansNothingHereIsTaken(String type) {
        assertThat(DatabaseConfig.from(object(
                        "type",
                        type,
                        "name",
                        "nextauth",
                        "entities",
                        List.of("src/**/*.ts"),
                        "subscribers",
                        List.of(),
                        "migrations",
                        List.of(object()),
                        "cli",
                        object("entitiesDir", "src"),
                        "cache",
                        true,
                        "logger",
                        "advanced-console",
                        "autoLoadEntities",
                        true)))
                .isEqualTo(DatabaseConfig.builder(type).build());
    }

    @Test
    void aReplicaIsAPlaceOfItsOwnWithTheOptionsOfThePrimary() {
        DatabaseConfig config = DatabaseConfig.from(postgres(
                "poolSize",
                5,
                "replication",
                object(
                        "master",
                        object("host", "m"),
                        "slaves",
                        List.of(object("host", "s", "username", "reader", "database", "copy")))));
        assertThat(config.replicas()).containsExactly(DatabaseConfig.parse("postgres://reader@s/copy?poolSize=5"));
        assertThat(config).isNotEqualTo(DatabaseConfig.parse("postgres://u:p@m/db?poolSize=5"));
    }

    @Test
    void aPrivateKeyIsPrintedNowhere() {
        DatabaseConfig config =
                DatabaseConfig.from(postgres("ssl", object("cert", "c", "key", SECRET, "passphrase", SECRET + "2")));
        assertThat(config.toString()).contains("sslKey=<hidden>").doesNotContain(SECRET);
        assertThat(config.get(Options.SSL_KEY).value()).isEqualTo(SECRET);
    }
}
