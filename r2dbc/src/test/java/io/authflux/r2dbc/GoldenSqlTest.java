// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.adapter.AuthAdapter;
import io.authflux.layout.Family;
import io.authflux.layout.Layouts;
import io.authflux.model.Account;
import io.authflux.model.Authenticator;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.UserUpdate;
import io.authflux.model.VerificationToken;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.r2dbc.dialect.Dialects;
import io.authflux.r2dbc.schema.SchemaState;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Key;
import io.authflux.schema.Schema;
import io.authflux.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * Every statement that is sent to databases of which no server runs here, as text in {@code src/test/resources/golden}, one
 * file a dialect. {@code -Dauthflux.updateGolden=true} writes the files anew.
 */
class GoldenSqlTest {

    private static final Instant LATER = Instant.parse("2031-05-06T07:08:09Z");
    private static final Map<String, String> VARCHAR = Map.of("mssql", "varchar in code page 1252");

    private final PretendedDatabase database = new PretendedDatabase();
    private final StringBuilder text = new StringBuilder();

    @ParameterizedTest
    @ValueSource(strings = {"mssql", "oracle", "cockroachdb"})
    void everyStatementIsAsItWasRead(String name) throws IOException {
        Dialect dialect = Dialects.named(name).orElseThrow();
        Schema schema = Layouts.nextAuth().on(Family.of(name));
        write("the tables", R2dbcAdapter.ddl(name, Layouts.nextAuth()).lines().toList());
        write(
                "the catalog",
                List.of(dialect.catalog().columns(), dialect.catalog().keys()));
        dialect.connectionCheck().ifPresent(sql -> write("a connection", List.of(sql)));
        dialect.synchronizeLock().ifPresent(sql -> write("synchronize, before it looks", List.of(sql)));
        SchemaState state = state(dialect, schema);
        statements(database.adapter(dialect, state));
        Tables tables = new Tables(dialect, "", state);
        write(
                "sessions.findWithUser, four at once",
                List.of(tables.sessionsWithUser(4).query(4).sql()));
        write(
                "users.findById, four at once",
                List.of(tables.usersById(4).query(4).sql()));

        Path golden = Path.of("src/test/resources/golden", name + ".sql");
        if (Boolean.getBoolean("authflux.updateGolden")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, text);
        }
        assertThat(text).hasToString(Files.readString(golden));
    }

    private void statements(AuthAdapter adapter) {
        NewUser user = NewUser.of("Ada", "ada@example.com");
        Account account = Account.builder("7", "oauth", "github", "42")
                .accessToken("secret")
                .build();
        run("users.create", adapter.users().create(user));
        run("users.findById", adapter.users().findById("7"));
        run("users.findByEmail", adapter.users().findByEmail("ada@example.com"));
        run("users.findByAccount", adapter.users().findByAccount("github", "42"));
        run(
                "users.update",
                adapter.users()
                        .update("7", UserUpdate.builder().name("Countess").build()));
        run("users.delete", adapter.users().delete("7"));
        run(
                "accounts.link, where no key keeps accounts unique",
                adapter.accounts().link(account));
        run("accounts.find", adapter.accounts().find("github", "42"));
        run("accounts.findByUser", adapter.accounts().findByUser("7"));
        run("accounts.unlink", adapter.accounts().unlink("github", "42"));
        run("sessions.create", adapter.sessions().create(NewSession.of("token", "7", LATER)));
        run("sessions.findWithUser", adapter.sessions().findWithUser("token"));
        run("sessions.extend", adapter.sessions().extend("token", LATER));
        run("sessions.findByUser", adapter.sessions().findByUser("7"));
        run("sessions.delete", adapter.sessions().delete("token"));
        run("sessions.deleteByUser", adapter.sessions().deleteByUser("7"));
        run("sessions.deleteExpired", adapter.sessions().deleteExpired(LATER));
        VerificationToken token = new VerificationToken("ada@example.com", "hash", LATER);
        run("verificationTokens.create", adapter.verificationTokens().create(token));
        run("verificationTokens.find", adapter.verificationTokens().find("ada@example.com", "hash"));
        run("verificationTokens.consume", adapter.verificationTokens().consume("ada@example.com", "hash"));
        run("verificationTokens.delete", adapter.verificationTokens().delete("ada@example.com", "hash"));
        run("verificationTokens.deleteExpired", adapter.verificationTokens().deleteExpired(LATER));
        run(
                "authenticators.create",
                adapter.authenticators()
                        .create(new Authenticator("credential", "7", "42", "key", 1, "singleDevice", true, null)));
        run("authenticators.find", adapter.authenticators().find("credential"));
        run("authenticators.findByUser", adapter.authenticators().findByUser("7"));
        run("authenticators.updateCounter", adapter.authenticators().updateCounter("credential", 2));
    }

    private void run(String name, Publisher<?> operation) {
        Await.done(Flux.from(operation).then());
        List<String> sent = database.sent();
        sent.forEach(GoldenSqlTest::assertThatMarkersAreCountedRight);
        write(name, sent);
    }

    /** r2dbc-mssql finds a parameter by its place among all that are named, and counts one that is named twice as two. */
    private static void assertThatMarkersAreCountedRight(String sql) {
        List<String> markers = Pattern.compile("@\\w+")
                .matcher(sql)
                .results()
                .map(MatchResult::group)
                .toList();
        List<String> distinct = markers.stream().distinct().toList();

        assertThat(markers.subList(0, distinct.size()))
                .as(sql)
                .isEqualTo(IntStream.rangeClosed(1, distinct.size())
                        .mapToObj(i -> "@p" + i)
                        .toList());
    }

    private void write(String title, List<String> statements) {
        text.append("-- ").append(title).append('\n');
        statements.forEach(sql -> text.append(sql).append(sql.endsWith(";") ? "\n" : ";\n"));
        text.append('\n');
    }

    private static SchemaState state(Dialect dialect, Schema schema) {
        Map<String, String> types = schema.tables().stream()
                .flatMap(entity -> entity.columns().stream().map(column -> entity.table() + "." + column.name()))
                .collect(Collectors.toMap(name -> name, name -> VARCHAR.getOrDefault(dialect.name(), "")));
        return new SchemaState(
                schema,
                Set.of(EntityKind.values()),
                Map.of(),
                Map.of(EntityKind.ACCOUNT, List.of(Key.unique("provider", "providerAccountId"))),
                types);
    }
}
