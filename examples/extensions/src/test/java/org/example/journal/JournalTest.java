// SPDX-License-Identifier: Apache-2.0
package org.example.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.error.ConfigurationException;
import io.authflux.error.StoreUnavailableException;
import io.authflux.error.UniqueViolationException;
import io.authflux.model.Account;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.model.UserUpdate;
import io.authflux.testkit.Await;
import java.io.IOException;
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
