// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.authflux.error.ConfigurationException;
import io.authflux.schema.NamingStrategy;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every kind of URL means; the first table goes through all that NextAuth's own parser does wrong. */
final class ConnectionUrlTest {

    private static DatabaseConfig.Builder postgres() {
        return DatabaseConfig.builder("postgres");
    }

    private static DatabaseConfig.Builder full() {
        return postgres().username("u").password("p").host("h", 0).database("db");
    }

    static Stream<Arguments> whatNextAuthGetsWrong() {
        return Stream.of(
                arguments("mysql://u:p@host/db", mysql().host("host", 0)),
                arguments("mysql://u:p@host:3306/db", mysql().host("host", 3306)),
                arguments("mysql://u:p@HOST/Db", mysql().host("HOST", 0).database("Db")),
                arguments("postgresql://u:p@h/db", full()),
                arguments("POSTGRES://u:p@h/db", full()),
                arguments("postgres://u:p%40ss%23w@h/db", full().password("p@ss#w")),
                arguments("postgres://u:p@ss@h/db", full().password("p@ss")),
                arguments("postgres://u:p#w@h/db", full().password("p#w")),
                arguments("postgres://u:p/w@h/db", full().password("p/w")),
                arguments("postgres://u:p?w@h/db", full().password("p?w")),
                arguments("postgres://u:p:w@h/db", full().password("p:w")),
                arguments("postgres://u:=;^|[]:\"<>{}` @h/db", full().password("=;^|[]:\"<>{}` ")),
                arguments("postgres://u:!$&'()*+,~-._@h/db", full().password("!$&'()*+,~-._")),
                arguments(
                        "postgres://us%20er:p@h/my%20db",
                        full().username("us er").database("my db")),
                arguments("postgres://u:p@h/db?ssl={\"rejectUnauthorized\":true}", ssl(SslMode.VERIFY_FULL)),
                arguments("postgres://u:p@h/db?ssl={%22rejectUnauthorized%22:false}", ssl(SslMode.REQUIRE)),
                arguments("postgres://u:p@h/db?poolSize=5", full().option(Options.POOL_SIZE, 5)),
                arguments("postgres://u:p@h/db?synchronize", full().option(Options.SYNCHRONIZE, true)),
                arguments("postgres://u:p@h/db?entityPrefix=a=b", full().option(Options.ENTITY_PREFIX, "a=b")),
                arguments("postgres://u:p@h?database=db&type=postgresql", full()),
                arguments(
                        "postgres://u@[::1]:5432/db",
                        postgres().username("u").host("::1", 0).database("db")),
                arguments(
                        "postgres:///db?host=/var/run/postgresql",
                        postgres().host("/var/run/postgresql", 0).database("db")));
    }

    private static DatabaseConfig.Builder mysql() {
        return DatabaseConfig.builder("mysql").username("u").password("p").database("db");
    }

    private static DatabaseConfig.Builder ssl(SslMode mode) {
        return full().option(Options.SSL_MODE, mode);
    }

    static Stream<Arguments> addressesOfServers() {
        return Stream.of(
                arguments("postgres:", "after the type must come //"),
                arguments("postgres://", postgres()),
                arguments("postgres://h", postgres().host("h", 0)),
                arguments("postgres://h/", postgres().host("h", 0)),
                arguments("  postgres://h/db/\n", postgres().host("h", 0).database("db")),
                arguments("postgres://h:/db", postgres().host("h", 0).database("db")),
                arguments("postgres://h:5433/db", postgres().host("h", 5433).database("db")),
                arguments(
                        "postgres://a:1,b,[2001:db8::7]:3/db",
                        postgres()
                                .host("a", 1)
                                .host("b", 0)
                                .host("2001:db8::7", 3)
                                .database("db")),
                arguments("postgres://[fe80::1%25eth0]/", postgres().host("fe80::1%eth0", 0)),
                arguments("postgres://[::1", "a host must be written as"),
                arguments("postgres://::1/db", "a host must be written as"),
                arguments("postgres://[abc]/db", "a host must be written as"),
                arguments("postgres://a,,b/db", "the host name must not be blank"),
                arguments("postgres://h:65536/db", "between 1 and 65535"),
                arguments("postgres://h:x/db", "a host must be written as"),
                arguments("postgres://h%20x/db", "a host must be a name"),
                arguments("postgres://h%00/db", "a host must be a name"),
                arguments(
                        "postgres://%2Fvar%2Frun%2Fpostgresql/db",
                        postgres().host("/var/run/postgresql", 0).database("db")),
                arguments(
                        "postgres://u:p@%2Ftmp:5433/db",
                        postgres()
                                .username("u")
                                .password("p")
                                .host("/tmp", 5433)
                                .database("db")),
                arguments(
                        "postgres:///db?host=/tmp&port=5433",
                        postgres().host("/tmp", 5433).database("db")),
                arguments(
                        "postgres:///db?port=5433",
                        postgres().host("localhost", 5433).database("db")),
                arguments(
                        "postgres:///db?host=a:1,b:1&port=1",
                        postgres().host("a", 1).host("b", 1).database("db")),
                arguments("postgres://h:1/db?port=2", "contradicts itself about port"),
                arguments("postgres://h/db?port=x", "the option port expects"),
                arguments("postgres://h/db?port=70000", "between 1 and 65535"),
                arguments("cockroachdb://h:26257/db", other("cockroachdb")),
                arguments("sqlserver+odd.one://h/db", other("sqlserver+odd.one")));
    }

    private static DatabaseConfig.Builder other(String type) {
        return DatabaseConfig.builder(type).host("h", 0).database("db");
    }

    static Stream<Arguments> credentials() {
        return Stream.of(
                arguments("postgres://u@h", postgres().username("u").host("h", 0)),
                arguments("postgres://u:@h", postgres().username("u").host("h", 0)),
                arguments("postgres://:p@h", postgres().password("p").host("h", 0)),
                arguments("postgres://@h", postgres().host("h", 0)),
                arguments(
                        "postgres://u+x:p+w@h",
                        postgres().username("u+x").password("p+w").host("h", 0)),
                arguments(
                        "postgres://m%C3%BCller:%F0%9F%94%91@h",
                        postgres().username("müller").password("🔑").host("h", 0)),
                arguments(
                        "postgres://müller:🔑@h",
                        postgres().username("müller").password("🔑").host("h", 0)),
                arguments(
                        "postgres://u:p@s s/w@h",
                        postgres().username("u").password("p@s s/w").host("h", 0)),
                arguments(
                        "postgres://u:p@h?username=u&user=u",
                        postgres().username("u").password("p").host("h", 0)),
                arguments(
                        "postgres://h?user=u&password=p",
                        postgres().username("u").password("p").host("h", 0)),
                arguments("postgres://u:p%@h", "in the password, write a percent sign as %25"),
                arguments("postgres://u:p%4@h", "in the password, write a percent sign as %25"),
                arguments("postgres://u:p%4１@h", "in the password, write a percent sign as %25"),
                arguments("postgres://u%:p@h", "in the user name, write a percent sign as %25"),
                arguments("postgres://h[?user=u&password=@h", "in the user name, write / as %2F"),
                arguments("postgres://u:%ff@h", "the password is percent-encoded, but not as UTF-8"),
                arguments("postgres://u:%00@h", "the password must not hold U+0000"),
                arguments("postgres://u:p\uD800@h", "the URL must not hold U+0000 or an unpaired surrogate"),
                arguments("postgres://u:p@h?user=v", "contradicts itself about user"),
                arguments("postgres://u:p@h?password=q", "contradicts itself about password"));
    }

    static Stream<Arguments> rawPasswordsWithTwoReadings() {
        return Stream.of(
                        "postgres://u:p@ss/w@h/db",
                        "postgres://u:p@h/db@x",
                        "postgres://u:12/34@h/db",
                        "postgres://u:12#34@h/db",
                        "postgres://u:12?poolSize=x@h/db",
                        "postgres://u:12?x@h/db",
                        "postgres://h/db?applicationName=a@b",
                        "postgres://u:@x/y@[",
                        "postgres://u/v:p@h",
                        "postgres://u:p@h/db?applicationName=a@b")
                .map(url -> arguments(url, "can be read in two ways"));
    }

    static Stream<Arguments> sqliteFiles() {
        return Stream.of(
                arguments(
                        "sqlite://localhost/:memory:?synchronize=true",
                        sqlite(":memory:").option(Options.SYNCHRONIZE, true)),
                arguments("sqlite::memory:", sqlite(":memory:")),
                arguments("sqlite:///:memory:", sqlite(":memory:")),
                arguments("better-sqlite3:///:memory:", sqlite(":memory:")),
                arguments("sqlite://localhost/x.db", sqlite("x.db")),
                arguments("sqlite://LOCALHOST/x.db", sqlite("x.db")),
                arguments("sqlite:///x.db", sqlite("x.db")),
                arguments("sqlite:///var/lib/x.db", sqlite("var/lib/x.db")),
                arguments("sqlite:/var/lib/x.db", sqlite("var/lib/x.db")),
                arguments("sqlite:////var/lib/x.db", sqlite("/var/lib/x.db")),
                arguments("sqlite://localhost//var/lib/x.db", sqlite("/var/lib/x.db")),
                arguments("sqlite:rel/x.db", sqlite("rel/x.db")),
                arguments("sqlite:./x.db", sqlite("x.db")),
                arguments("sqlite:../x.db", sqlite("../x.db")),
                arguments("sqlite:a/../x.db", sqlite("a/../x.db")),
                arguments("sqlite://localhost/./data/../x.db", sqlite("x.db")),
                arguments("sqlite://localhost/../../x.db", sqlite("x.db")),
                arguments("sqlite://localhost/./target/app.sqlite", sqlite("target/app.sqlite")),
                arguments("sqlite://localhost/my db.sqlite", sqlite("my db.sqlite")),
                arguments("sqlite://localhost/my%20db%23.sqlite", sqlite("my db#.sqlite")),
                arguments("sqlite://localhost/C:/x/y.db", sqlite("C:/x/y.db")),
                arguments("sqlite:C:\\x\\y.db", sqlite("C:\\x\\y.db")),
                arguments("sqlite://localhost/?database=./x.db", sqlite("x.db")),
                arguments("SQLite:?database=:memory:", sqlite(":memory:")),
                arguments("sqlite://:memory:", "can only be localhost"),
                arguments("sqlite://db.sqlite", "can only be localhost"),
                arguments("sqlite://user:secret@localhost/x.db", "can only be localhost"),
                arguments("sqlite://db.example.com/x.db", "can only be localhost"),
                arguments("sqlite://localhost/a#b.db", "write # as %23"),
                arguments("sqlite:", "no file is named"),
                arguments("sqlite://localhost", "no file is named"),
                arguments("sqlite://localhost/", "no file is named"),
                arguments("sqlite://localhost/data/", "no file is named"),
                arguments("sqlite://localhost/data/..", "no file is named"),
                arguments("sqlite::memroy:", "no other kind of address"),
                arguments("sqlite:file:x.db", "no other kind of address"),
                arguments("sqlite://localhost/x.db?host=h", "has no host"));
    }

    private static DatabaseConfig.Builder sqlite(String database) {
        return DatabaseConfig.builder("sqlite").database(database);
    }

    static Stream<Arguments> embeddedH2() {
        return Stream.of(
                arguments("h2:mem:test", h2("mem:test")),
                arguments("h2:mem:", "without a name"),
                arguments("h2:./data/app", h2("./data/app")),
                arguments("h2:file:./data/app", h2("./data/app")),
                arguments("h2:data/app", h2("./data/app")),
                arguments("h2:../app", h2("../app")),
                arguments("h2:~/app", h2("~/app")),
                arguments("h2:/var/lib/app", h2("/var/lib/app")),
                arguments("h2:///var/lib/app", h2("/var/lib/app")),
                arguments("h2:file:///var/lib/app", h2("/var/lib/app")),
                arguments("h2:C:/data/app", h2("C:/data/app")),
                arguments("h2:./my%20data?user=sa", h2("./my data").username("sa")),
                arguments("h2:?database=mem:x", h2("mem:x")),
                arguments("H2:mem:x?synchronize=true", h2("mem:x").option(Options.SYNCHRONIZE, true)),
                arguments("h2://localhost/app", "no server"),
                arguments("h2:tcp://localhost/app", "no server"),
                arguments("h2:file:tcp:x", "no server"),
                arguments("h2:zip:x.zip!/x", "no server"),
                arguments("h2:", "no server"),
                arguments("h2:./x;INIT=RUNSCRIPT", "semicolon"),
                arguments("h2:mem:x;INIT=RUNSCRIPT", "semicolon"),
                arguments("h2:mem:x%3BINIT=RUNSCRIPT", "semicolon"),
                arguments("h2:?database=mem:x;INIT=RUNSCRIPT", "semicolon"),
                arguments("h2:mem:x?host=h", "has no host"),
                arguments("h2:mem:x?port=1", "has no host"));
    }

    private static DatabaseConfig.Builder h2(String database) {
        return DatabaseConfig.builder("h2").database(database);
    }

    static Stream<Arguments> whatIsNoUrl() {
        return Stream.of(
                arguments("", "must start with the type"),
                arguments("localhost", "must start with the type"),
                arguments("//h/db", "must start with the type"),
                arguments("9p://h/db", "must start with the type"),
                arguments("u:p@h/db", "after the type must come //"),
                arguments("jdbc:postgresql://h/db", "leave out the leading \"jdbc:\""),
                arguments("R2DBC:postgresql://h/db", "leave out the leading \"R2DBC:\""),
                arguments("x".repeat(50) + "://h", "the database type must be a word"),
                arguments("postgres://h/" + "x".repeat(8_192), "longer than 8192"),
                arguments("postgres://h/db#x", "write # as %23"),
                arguments("postgres://h/a\0b", "U+0000"));
    }

    /** What follows the type of a third party's adapter. */
    static Stream<Arguments> placesOfOthers() {
        return Stream.of(
                arguments("journal:/var/lib/auth.journal", place("/var/lib/auth.journal")),
                arguments("Journal:a%20b/c:d", place("a b/c:d")),
                arguments("journal:a?logging", place("a").option(Options.LOGGING, true)),
                arguments("journal:a?extra.sync=no", place("a").extra("sync", "no")),
                arguments("journal://h:7/a", place("a").host("h", 7)),
                arguments("journal:a?sinchronize", "did you mean synchronize"),
                arguments("journal:", "after the type must come //"),
                arguments("user:password@host", "after the type must come //"));
    }

    private static DatabaseConfig.Builder place(String database) {
        return DatabaseConfig.builder("journal").database(database);
    }

    static Stream<Arguments> optionsInTheQuery() {
        return Stream.of(
                arguments("?", full()),
                arguments("?&&", full()),
                arguments("?synchronize=true&synchronize=true", full().option(Options.SYNCHRONIZE, true)),
                arguments("?synchronize=TRUE&logging=1", sync().option(Options.LOGGING, true)),
                arguments("?entity%50refix=my%5F", full().option(Options.ENTITY_PREFIX, "my_")),
                arguments("?schema=a?b+c", full().option(Options.SCHEMA, "a?b+c")),
                arguments("?namingStrategy=camel", full().option(Options.NAMING_STRATEGY, NamingStrategy.CAMEL)),
                arguments("?statementTimeout=5s", timeout(Duration.ofSeconds(5))),
                arguments("?statementTimeout=5000", timeout(Duration.ofSeconds(5))),
                arguments("?statementTimeout=5000ms&requestTimeout=5s", timeout(Duration.ofSeconds(5))),
                arguments("?statementTimeout=2m", timeout(Duration.ofMinutes(2))),
                arguments("?statementTimeout=576h", timeout(Duration.ofDays(24))),
                arguments("?slowQueryThreshold=0", full().option(Options.SLOW_QUERY_THRESHOLD, Duration.ZERO)),
                arguments(
                        "?sslmode=verify-ca&sslrootcert=ca.pem",
                        ssl(SslMode.VERIFY_CA).option(Options.SSL_CA, "ca.pem")),
                arguments("?sslCa=ca.pem", "sslCa needs sslMode=verify-ca"),
                arguments("?sslCa=ca.pem&sslmode=require", "sslCa needs sslMode=verify-ca"),
                arguments("?statementTimeout=0", "the option statementTimeout expects milliseconds"),
                arguments("?statementTimeout=577h", "the option statementTimeout expects milliseconds"),
                arguments("?statementTimeout=9999999999h", "the option statementTimeout expects milliseconds"),
                arguments("?statementTimeout=-1", "the option statementTimeout expects milliseconds"),
                arguments("?poolSize=0", "the option poolSize expects a whole number from 1 to 10000"),
                arguments("?poolSize=10001", "the option poolSize expects a whole number from 1 to 10000"),
                arguments("?poolSize", "the option poolSize expects a whole number from 1 to 10000"),
                arguments("?synchronize=yes", "the option synchronize expects true or false"),
                arguments("?namingStrategy=kebab", "the option namingStrategy expects snake or camel"),
                arguments("?ssl=maybe", "the option sslMode expects true, false"),
                arguments("?ssl={\"ca\":1}", "the option sslMode expects true, false"),
                arguments("?entityPrefix=%00", "the option entityPrefix expects a text"),
                arguments("?poolsize=5", "there is no option poolsize; did you mean poolSize? Known are"),
                arguments("?syncronize=true", "did you mean synchronize?"),
                arguments("?sslrootcrt=x", "did you mean sslCa?"),
                arguments("?password=p&w=x", "after the option password comes one that does not exist"),
                arguments("?password=p&logging=1", full().option(Options.LOGGING, true)),
                arguments("?=x", "an option's name must be a word"),
                arguments("?a%20b=x", "an option's name must be a word"),
                arguments("?%=x", "in an option's name, write a percent sign as %25"),
                arguments("?schema=%", "in the option schema, write a percent sign as %25"),
                arguments("?poolSize=1&poolSize=2", "the option poolSize is given twice with different values"),
                arguments("?poolSize=1&max=2", "the option poolSize (here max) is given twice"),
                arguments("?poolSize=10&max=2", "the option poolSize (here max) is given twice"),
                arguments("?sslmode=require&ssl=true", "the option sslMode (here ssl) is given twice"),
                arguments("?type=mariadb", "contradicts itself about type"),
                arguments("?type=%20", "the database type must be a word"),
                arguments("?database=o", "contradicts itself about database"),
                arguments("?dbname=db&host=h&port=5432&database=db", full()),
                arguments("?host=other", "contradicts itself about host"),
                arguments("?replicas=r1,r2:5433", full().replica(at("r1", 0)).replica(at("r2", 5433))),
                arguments(
                        "?lookups=replica&replicas=r1:5432",
                        full().replica(at("r1", 0)).option(Options.LOOKUPS, Lookups.REPLICA)),
                arguments("?lookups=replica", "lookups=replica needs replicas"),
                arguments("?lookups=anywhere", "the option lookups expects primary or replica"),
                arguments("?replicas=a@b", "can be read in two ways"),
                arguments("?extra.tcpNoDelay=false", full().extra("tcpNoDelay", "false")),
                arguments("?password=p&extra.tcpNoDelay=false", full().extra("tcpNoDelay", "false")),
                arguments("?sslKey=k", "sslKey and sslKeyPassword need sslCert"),
                arguments("?sslKeyPassword=k", "sslKey and sslKeyPassword need sslCert"),
                arguments("?sslCert=c&ssl=false", "sslCert needs an encrypted connection"),
                arguments("?sslCert=c", "sslCert needs an encrypted connection"),
                arguments("?sslCert=c&sslMode=prefer", "sslCert needs an encrypted connection"),
                arguments(
                        "?sslCert=c&sslMode=require",
                        full().option(Options.SSL_MODE, SslMode.REQUIRE).option(Options.SSL_CERT, "c")),
                arguments("?dropSchema=true", "iKnowThisDropsData=true beside it"),
                arguments("?dropSchema=true&iKnowThisDropsData=true", "dropSchema needs synchronize=true"),
                arguments(
                        "?dropSchema=true&iKnowThisDropsData=true&synchronize=true",
                        sync().option(Options.DROP_SCHEMA, true).option(Options.I_KNOW_THIS_DROPS_DATA, true)));
    }

    private static DatabaseConfig at(String host, int port) {
        return postgres().host(host, port).build();
    }

    private static DatabaseConfig.Builder sync() {
        return full().option(Options.SYNCHRONIZE, true);
    }

    private static DatabaseConfig.Builder timeout(Duration timeout) {
        return full().option(Options.STATEMENT_TIMEOUT, timeout);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @MethodSource({
        "whatNextAuthGetsWrong",
        "addressesOfServers",
        "placesOfOthers",
        "credentials",
        "rawPasswordsWithTwoReadings",
        "embeddedH2",
        "sqliteFiles",
        "whatIsNoUrl"
    })
    void aUrlMeansWhatItsWriterMeantOrIsRefused(String url, Object expected) {
        verify(url, expected);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @MethodSource("optionsInTheQuery")
    void anOptionIsTypedOrRefusedByName(String query, Object expected) {
        verify("postgres://u:p@h/db" + query, expected);
    }

    private static void verify(String url, Object expected) {
        if (expected instanceof DatabaseConfig.Builder builder) {
            DatabaseConfig parsed = DatabaseConfig.parse(url);
            assertThat(parsed).isEqualTo(builder.build());
            assertThat(parsed).hasSameHashCodeAs(builder.build());
            assertThat(parsed.mutate().build()).isEqualTo(parsed);
        } else {
            assertThatThrownBy(() -> DatabaseConfig.parse(url))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining((String) expected);
        }
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "connectionLimit=7, poolSize",
        "max=7, poolSize",
        "acquireTimeout=7, poolAcquireTimeout",
        "idleTimeoutMillis=7, poolIdleTimeout",
        "connectTimeoutMS=7, connectTimeout",
        "connectionTimeout=7, connectTimeout",
        "requestTimeout=7, statementTimeout",
        "sslmode=require, sslMode",
        "ssl=require, sslMode",
        "tls=require, sslMode",
        "maxQueryExecutionTime=7, slowQueryThreshold",
        "application_name=7, applicationName",
        "appname=7, applicationName",
        "serverRSAPublicKeyFile=key.pem, serverPublicKey",
        "sslcert=client.pem&ssl=require, sslCert",
        "tlsCertificateKeyFile=client.pem&ssl=require, sslCert",
        "sslkey=key.pem&sslCert=c&ssl=require, sslKey",
        "sslpassword=p&sslCert=c&ssl=require, sslKeyPassword",
        "tlsCertificateKeyFilePassword=p&sslCert=c&ssl=require, sslKeyPassword"
    })
    void anAliasIsTheOptionItself(String query, String name) {
        String value = query.substring(query.indexOf('='));
        assertThat(DatabaseConfig.parse("mysql://h?" + query))
                .isEqualTo(DatabaseConfig.parse("mysql://h?" + name + value))
                .isNotEqualTo(DatabaseConfig.parse("mysql://h"));
    }

    @Test
    void everyAliasIsTriedAbove() {
        assertThat(Options.all().stream().mapToInt(o -> o.aliases().size()).sum())
                .as("19 above, sslrootcert and ca below")
                .isEqualTo(21);
        assertThat(DatabaseConfig.parse("postgres://h?ssl=true&ca=x").get(Options.SSL_CA))
                .isEqualTo(DatabaseConfig.parse("postgres://h?ssl=true&sslrootcert=x")
                        .get(Options.SSL_CA))
                .isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource({
        "true, VERIFY_FULL",
        "1, VERIFY_FULL",
        "false, DISABLE",
        "0, DISABLE",
        "disable, DISABLE",
        "prefer, PREFER",
        "REQUIRE, REQUIRE",
        "verify-ca, VERIFY_CA",
        "verify_ca, VERIFY_CA",
        "verify-full, VERIFY_FULL",
        "verify_full, VERIFY_FULL"
    })
    void sslHasTheNamesOfEveryDriver(String text, SslMode mode) {
        assertThat(Options.SSL_MODE.parse(text)).isEqualTo(mode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite://localhost/x.db", "sqlite:///x.db", "mongodb://a:27017,b:27018/db"})
    void aTypeThatNobodyHereKnowsIsReadAsAServer(String url) {
        assertThat(DatabaseConfig.parse(url).database()).isIn("x.db", "db");
    }

    @Test
    void anUnknownOptionIsAnsweredWithTheWholeList() {
        assertThatThrownBy(() -> DatabaseConfig.parse("postgres://h?nonsense=1"))
                .hasMessageContainingAll(
                        Options.all().stream().map(Option::name).toArray(CharSequence[]::new));
    }
}
