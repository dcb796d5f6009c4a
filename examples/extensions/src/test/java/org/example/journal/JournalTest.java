// SPDX-License-Identifier: Apache-2.0
package org.example.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.ConnectOptions;
import io.authflux.error.ConfigurationException;
import io.authflux.error.StoreUnavailableException;
import io.authflux.error.UniqueViolationException;
import io.authflux.layout.Layout;
import io.authflux.layout.Layouts;
import io.authflux.model.Account;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.model.UserUpdate;
import io.authflux.schema.AesGcmCodec;
import io.authflux.schema.EntityKind;
import io.authflux.testkit.Await;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the contract does not ask: that the file outlives the process, whatever happened to it. */
class JournalTest {

    private static final Instant EXPIRES = Instant.parse("2037-01-01T00:00:00.123456Z");

    @TempDir
    private Path folder;

    /** By its URL alone, as any database. */
    private AuthAdapter connect() {
        return Await.one(Authflux.connect("journal:" + file()));
    }

    private Path file() {
        return folder.resolve("auth.journal");
    }

    private User signedUp(AuthAdapter adapter, String name) {
        User user = Await.one(adapter.users().create(NewUser.of(name, name + "@example.org")));
        Await.one(adapter.sessions().create(NewSession.of(name, user.id(), EXPIRES)));
        Await.one(adapter.accounts()
                .link(Account.builder(user.id(), "oauth", "github", name).build()));
        return user;
    }

    @Test
    void everythingIsThereAgain() {
        AuthAdapter first = connect();
        User ada = signedUp(first, "Ada & Söhne =?+ \n");
        User gone = signedUp(first, "gone");
        User renamed = Await.one(
                first.users().update(ada.id(), UserUpdate.builder().image("i").build()));
        Await.one(first.users().delete(gone.id()));
        Await.done(first.close());

        AuthAdapter second = connect();
        var found = Await.one(second.sessions().findWithUser(String.valueOf(ada.name())));
        assertThat(found.user()).isEqualTo(renamed);
        assertThat(found.session().expires()).isEqualTo(EXPIRES);
        assertThat(Await.one(second.users().findByAccount("github", String.valueOf(ada.name()))))
                .isEqualTo(renamed);
        assertThat(Await.maybe(second.sessions().findWithUser("gone"))).isEmpty();
        assertThat(Await.failure(second.users().create(NewUser.of("Eve", ada.email()))))
                .isInstanceOf(UniqueViolationException.class);
        assertThat(signedUp(second, "gone").id()).as("no id is given twice").isNotIn(ada.id(), gone.id());
        Await.done(second.close());
    }

    @Test
    void aLineThatWasCutOffIsDropped() throws IOException {
        AuthAdapter first = connect();
        signedUp(first, "Ada");
        Await.done(first.close());
        Files.writeString(file(), "+USER?id=9&name=to", StandardOpenOption.APPEND);

        AuthAdapter second = connect();
        assertThat(Await.maybe(second.users().findById("9"))).isEmpty();
        signedUp(second, "Grace");
        Await.done(second.close());

        AuthAdapter third = connect();
        assertThat(Await.maybe(third.sessions().findWithUser("Ada"))).isPresent();
        assertThat(Await.maybe(third.sessions().findWithUser("Grace"))).isPresent();
        Await.done(third.close());
    }

    @Test
    void oneAtATimeHasIt() {
        AuthAdapter first = connect();
        assertThatThrownBy(this::connect)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is open already");
        Await.done(first.close());
        Await.done(first.close());
        assertThat(Await.failure(first.users().findById("1"))).isInstanceOf(StoreUnavailableException.class);
        Await.done(connect().close());
    }

    /** Another process is kept out too, also after this one has tried to open the file twice. */
    @Test
    void anotherProcessIsKeptOut() throws Exception {
        AuthAdapter first = connect();
        assertThatThrownBy(this::connect).hasMessageContaining("is open already");
        assertThat(rivalGetsIt()).isFalse();
        Await.done(first.close());
        assertThat(rivalGetsIt()).isTrue();
    }

    private boolean rivalGetsIt() throws IOException, InterruptedException {
        return new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Rival.class.getName(),
                                file().toString())
                        .inheritIO()
                        .start()
                        .waitFor()
                == 0;
    }

    /** Ends well if it gets the file for itself. */
    static final class Rival {

        public static void main(String[] arguments) throws IOException {
            try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                if (lock == null) {
                    throw new IllegalStateException("somebody else has it");
                }
            }
        }
    }

    /** What is encrypted at rest is encrypted in this file too. */
    @Test
    void whatIsEncryptedIsNotInTheFile() throws IOException {
        Layout layout = Layouts.nextAuth()
                .with(
                        EntityKind.ACCOUNT,
                        accounts -> accounts.with(
                                "accessToken", token -> token.encoded(AesGcmCodec.of("k", new byte[16]))));
        ConnectOptions options = ConnectOptions.defaults().withLayout(layout);
        AuthAdapter first = Await.one(Authflux.connect("journal:" + file(), options));
        User ada = signedUp(first, "Ada");
        Account linked = Account.builder(ada.id(), "oauth", "gitlab", "1")
                .accessToken("access-token-in-clear")
                .build();
        Await.one(first.accounts().link(linked));
        Await.done(first.close());

        assertThat(Files.readString(file())).contains("gitlab").doesNotContain("access-token-in-clear");
        AuthAdapter second = Await.one(Authflux.connect("journal:" + file(), options));
        assertThat(Await.one(second.accounts().find("gitlab", "1"))).isEqualTo(linked);
        assertThat(Await.one(second.accounts().unlink("gitlab", "1"))).isTrue();
        Await.done(second.close());
    }

    @Test
    void whatSomebodyElseWroteIsNotGuessedAt() throws IOException {
        Files.writeString(file(), "-USER?id=9&name=nobody\n");
        assertThatThrownBy(this::connect)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("contradicts itself");
    }

    @Test
    void aFolderThatIsNotThereIsSaid() {
        assertThat(Await.failure(Authflux.connect("journal:" + folder.resolve("no/such/file"))))
                .isInstanceOf(StoreUnavailableException.class);
    }
}
