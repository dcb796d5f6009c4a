// SPDX-License-Identifier: Apache-2.0
package io.authflux.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.ConnectOptions;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Host;
import io.authflux.config.Options;
import io.authflux.config.SslMode;
import io.authflux.error.ConfigurationException;
import io.authflux.error.SchemaMismatchException;
import io.authflux.layout.Layouts;
import io.authflux.model.Account;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.model.VerificationToken;
import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.EntityKind;
import io.authflux.testkit.Await;
import io.authflux.testkit.database.MariaDbServer;
import io.authflux.testkit.database.MySqlServer;
import io.authflux.testkit.database.PostgresServer;
import io.authflux.testkit.database.TestDatabase;
import io.authflux.testkit.database.TestDatabases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * NextAuth v3's page about databases, from its top to its end: what it says of a URL, an option or an object is done here, on
 * the database that it is said of.
 */
class DatabasesPageTest {

    private static final Instant EXPIRES = Instant.parse("2037-01-01T00:00:00Z");
    private static final String SYNCHRONIZE = "?synchronize=true";

    @TempDir
    private Path folder;

    private static String name() {
        return "page_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    private static AuthAdapter connect(Map<String, ?> object) {
        return Await.one(Authflux.connect(DatabaseConfig.from(object)));
    }

    private static AuthAdapter connect(String url) {
        return Await.one(Authflux.connect(url));
    }

    /** What a database is for: a user of a provider, a session, and a link by e-mail that is good once. */
    private static void assertSignsIn(AuthAdapter adapter) {
        User user = Await.one(adapter.users().create(NewUser.of("Ada", name() + "@example.com")));
        String token = name();
        Await.one(adapter.accounts()
                .link(Account.builder(user.id(), "oauth", "github", token).build()));
        Await.one(adapter.sessions().create(NewSession.of(token, user.id(), EXPIRES)));
        VerificationToken link = Await.one(
                adapter.verificationTokens().create(new VerificationToken("ada@example.com", token, EXPIRES)));

        assertThat(Await.one(adapter.sessions().findWithUser(token)).user()).isEqualTo(user);
        assertThat(Await.one(adapter.users().findByAccount("github", token))).isEqualTo(user);
        assertThat(Await.maybe(adapter.verificationTokens().consume("ada@example.com", token)))
                .contains(link);
        assertThat(Await.maybe(adapter.verificationTokens().consume("ada@example.com", token)))
                .isEmpty();
        Await.done(adapter.close());
    }

    /** The object with which TypeORM would open the same database. */
    private static Map<String, Object> object(String type, TestDatabase database) {
        DatabaseConfig config = database.config();
        Host host = config.hosts().get(0);
        Map<String, Object> object = new HashMap<>(Map.of(
                "type", type,
                "host", host.name(),
                "port", host.portOr(type.equals("postgres") ? 5432 : 3306),
                "username", config.username().orElse(""),
                "password", config.password().map(password -> password.value()).orElse(""),
                "database", config.database()));
        object.put("synchronize", true);
        return object;
    }

    private static Set<String> tables(TestDatabase database) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT table_name FROM information_schema.tables" + " WHERE table_schema IN ('public', '"
                                + database.config().database() + "')")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /** A database is given as a string or as an object, and both mean the same. */
    @Test
    void stringAndObjectAreEqual() {
        assertThat(DatabaseConfig.parse("mysql://nextauth:password@127.0.0.1:3306/database_name"))
                .isEqualTo(DatabaseConfig.from(Map.of(
                        "type", "mysql",
                        "host", "127.0.0.1",
                        "port", 3306,
                        "username", "nextauth",
                        "password", "password",
                        "database", "database_name")));
    }

    @Test
    void theStringOpensMySql() {
        assertSignsIn(connect(MySqlServer.shared().database(name()).url() + SYNCHRONIZE));
    }

    @Test
    void theObjectOpensMySql() {
        assertSignsIn(connect(object("mysql", MySqlServer.shared().database(name()))));
    }

    @Test
    void theStringOpensMariaDb() {
        assertSignsIn(connect(MariaDbServer.shared().database(name()).url() + SYNCHRONIZE));
    }

    @Test
    void theObjectOpensMariaDb() {
        assertSignsIn(connect(object("mariadb", MariaDbServer.shared().database(name()))));
    }

    @Test
    void theStringOpensPostgres() {
        assertSignsIn(connect(PostgresServer.shared().database(name()).url() + SYNCHRONIZE));
    }

    @Test
    void theObjectOpensPostgres() {
        assertSignsIn(connect(object("postgres", PostgresServer.shared().database(name()))));
    }

    /** No CockroachDB runs here, and its catalog is not PostgreSQL's: the object is read. The page's string is PostgreSQL's. */
    @Test
    void theObjectForCockroachDbIsRead() {
        DatabaseConfig config = DatabaseConfig.from(Map.of(
                "type", "cockroachdb",
                "host", "127.0.0.1",
                "port", 26257,
                "username", "nextauth",
                "password", "password",
                "database", "app"));

        assertThat(config).isEqualTo(DatabaseConfig.parse("cockroachdb://nextauth:password@127.0.0.1/app"));
    }

    /** CockroachDB's own form: encrypted, with the authority that signed its certificate. */
    @Test
    void anObjectForEncryptionIsRead() {
        DatabaseConfig config = DatabaseConfig.from(Map.of(
                "type", "cockroachdb",
                "host", "127.0.0.1",
                "port", 26257,
                "username", "nextauth",
                "password", "password",
                "database", "database_name",
                "ssl", Map.of("rejectUnauthorized", true, "ca", "-----BEGIN CERTIFICATE-----")));
        assertThat(config.get(Options.SSL_MODE)).isEqualTo(SslMode.VERIFY_FULL);
        assertThat(config.get(Options.SSL_CA)).startsWith("-----BEGIN");
        assertThat(config)
                .isEqualTo(DatabaseConfig.parse("cockroachdb://nextauth:password@127.0.0.1:26257/database_name"
                        + "?ssl=true&sslCa=-----BEGIN%20CERTIFICATE-----"));
    }

    /** Without an encrypted server an encrypted connection is refused, and the reason is said. */
    @Test
    void encryptionThatIsAskedForIsNotGivenUp() {
        Map<String, Object> object = object("postgres", PostgresServer.shared().database(name()));
        object.put("ssl", Map.of("rejectUnauthorized", true));
        assertThatThrownBy(() -> connect(object))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("TLS");
    }

    /** No SQL Server can be had without its container; who has one names it. */
    @Test
    void theStringOpensSqlServer() {
        String url = TestDatabases.externalUrl("mssql")
                .orElseGet(() -> Assumptions.abort(
                        "AUTHFLUX_TEST_MSSQL_URL names no Microsoft SQL Server, and none can be" + " started here"));
        assertSignsIn(connect(url + SYNCHRONIZE));
    }

    /** Of SQL Server's line only the reading can be tried. */
    @Test
    void theStringForSqlServerIsRead() {
        assertThat(DatabaseConfig.parse("mssql://sa:password@localhost:1433/database_name"))
                .isEqualTo(DatabaseConfig.builder("mssql")
                        .host("localhost", 1433)
                        .username("sa")
                        .password("password")
                        .database("database_name")
                        .build());
    }

    @Test
    void theStringOpensMongoDb() {
        assertSignsIn(Await.one(Authflux.connect(NextAuthDatabase.MONGODB
                .fresh(folder)
                .mutate()
                .option(Options.SYNCHRONIZE, true)
                .build())));
    }

    /** The page lets one skip the set-up there, which left people without indexes: here that is said. */
    @Test
    void mongoDbNeedsNoTablesButIndexes() {
        assertThat(Await.failure(Authflux.connect(NextAuthDatabase.MONGODB.fresh(folder))))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("connect once with synchronize=true")
                .hasMessageContaining("users: unique index email on email");
    }

    @Test
    void theStringOpensSqlite() {
        assertSignsIn(connect("sqlite://localhost/:memory:" + SYNCHRONIZE));
    }

    @Test
    void theObjectOpensSqlite() {
        Map<String, Object> object = Map.of("type", "sqlite", "database", ":memory:", "synchronize", true);
        assertThat(DatabaseConfig.from(object))
                .isEqualTo(DatabaseConfig.parse("sqlite://localhost/:memory:" + SYNCHRONIZE));
        assertSignsIn(connect(object));
    }

    /** Every table has the prefix, in either form. */
    @Test
    void entityPrefixIsBeforeEveryTable() throws SQLException {
        TestDatabase first = PostgresServer.shared().database(name());
        assertSignsIn(connect(first.url() + "?entityPrefix=nextauth_&synchronize=true"));
        TestDatabase second = MariaDbServer.shared().database(name());
        Map<String, Object> object = object("mariadb", second);
        object.put("entityPrefix", "nextauth_");
        assertSignsIn(connect(object));

        assertThat(tables(first))
                .contains("nextauth_users", "nextauth_accounts", "nextauth_sessions", "nextauth_verification_requests")
                .allMatch(table -> table.startsWith("nextauth_"));
        assertThat(tables(second)).isEqualTo(tables(first));
    }

    /** Without it the tables must be there; whoever lacks them is told which. With it no data is lost, unlike there. */
    @Test
    void synchronizeMakesTheTablesAndLosesNothing() {
        TestDatabase database = PostgresServer.shared().database(name());
        assertThatThrownBy(() -> connect(database.url()))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("users");
        AuthAdapter first = connect(database.url() + SYNCHRONIZE);
        User user = Await.one(first.users().create(NewUser.of("Ada", "ada@example.com")));
        Await.done(first.close());
        AuthAdapter second = connect(database.url() + SYNCHRONIZE);
        assertThat(Await.maybe(second.users().findById(user.id()))).contains(user);
        Await.done(second.close());
        assertSignsIn(connect(database.url()));
    }

    @Test
    void namesAreOfTheStrategy() throws SQLException {
        TestDatabase database = PostgresServer.shared().database(name());
        assertSignsIn(connect(database.url() + "?namingStrategy=camel&synchronize=true"));
        assertThat(tables(database)).contains("verificationRequests").doesNotContain("verification_requests");
    }

    @Test
    void statementsAreLoggedIfThatIsAskedFor() {
        Map<String, Object> object = object("postgres", PostgresServer.shared().database(name()));
        object.put("logging", true);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger("io.authflux");
        Level usual = logger.getLevel();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
        log.start();
        try {
            assertSignsIn(connect(object));
        } finally {
            logger.detachAppender(log);
            logger.setLevel(usual);
        }
        assertThat(List.copyOf(log.list))
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(message -> message.contains("INSERT INTO \"users\""));
    }

    /** A model with a column of one's own. */
    @Test
    void modelsCanBeExtended() {
        AuthAdapter adapter = Await.one(Authflux.connect(
                PostgresServer.shared().database(name()).url() + SYNCHRONIZE,
                ConnectOptions.defaults()
                        .withLayout(Layouts.nextAuth()
                                .with(
                                        EntityKind.USER,
                                        users -> users.with(
                                                Column.optional("phoneNumber", "phone_number", ColumnType.STRING))))));
        User user = Await.one(adapter.users()
                .create(NewUser.builder()
                        .email("ada@example.com")
                        .attribute("phoneNumber", "+44")
                        .build()));
        assertThat(Await.one(adapter.users().findById(user.id())).attributes()).isEqualTo(Map.of("phoneNumber", "+44"));
        assertSignsIn(adapter);
    }
}
