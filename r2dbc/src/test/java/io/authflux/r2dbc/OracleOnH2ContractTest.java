// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.authflux.config.DatabaseConfig;
import io.authflux.model.Account;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.model.UserUpdate;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.testkit.Await;
import io.authflux.testkit.Backdoor;
import io.authflux.testkit.database.JdbcBackdoor;
import java.sql.DriverManager;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Oracle's names, types, tables, empty texts and limits, on H2 in its mode {@code Oracle}. */
class OracleOnH2ContractTest extends AnsiContract {

    private final Dialect dialect = OnH2.oracle("oracle");

    @Override
    DatabaseConfig config() {
        return DatabaseConfig.parse("h2:mem:oracle");
    }

    @Override
    R2dbcAdapterBuilder customize(R2dbcAdapterBuilder builder) {
        return builder.dialect(dialect);
    }

    @Override
    Backdoor openBackdoor() {
        return new JdbcBackdoor(schema(), () -> DriverManager.getConnection("jdbc:h2:mem:oracle", "sa", ""), "\"");
    }

    /** To Oracle it is: what was written empty is none, at once and later. H2 keeps what R2DBC binds. */
    @Override
    @Test
    public void emptyTextIsNotNull() {
        User user = Await.one(adapter().users().create(NewUser.of("", "empty@example.com")));

        assertThat(user.name()).isNull();
        assertThat(Await.one(adapter().users().findById(user.id()))).isEqualTo(user);
    }

    /** Both clear it. */
    @Override
    @Test
    public void nullClearsAndEmptyTextDoesNot() {
        User user = Await.one(adapter().users().create(NewUser.of("Ada", "cleared@example.com")));
        UserUpdate update = UserUpdate.builder().name("").image(null).build();

        User updated = Await.one(adapter().users().update(user.id(), update));

        assertThat(updated).isEqualTo(new User(user.id(), null, user.email(), null, null, Map.of()));
        assertThat(Await.one(adapter().users().findById(user.id()))).isEqualTo(updated);
    }

    @Test
    void anEmptyTextIsRefusedWhereThereMustBeOne() {
        User user = Await.one(adapter().users().create(NewUser.of("Ada", "needed@example.com")));
        Account account = Account.builder(user.id(), "", "github", "needed").build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> adapter().accounts().link(account))
                .withMessage("type is empty, which Oracle takes for no value");
    }
}
