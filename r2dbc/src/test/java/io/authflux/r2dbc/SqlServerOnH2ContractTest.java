// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static io.authflux.schema.ColumnType.TIMESTAMP;
import static io.authflux.schema.ColumnType.TIMESTAMP_UTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.config.DatabaseConfig;
import io.authflux.error.UniqueViolationException;
import io.authflux.layout.Family;
import io.authflux.layout.Layouts;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.Session;
import io.authflux.model.User;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.schema.Schema;
import io.authflux.testkit.Await;
import io.authflux.testkit.Backdoor;
import io.authflux.testkit.database.JdbcBackdoor;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** SQL Server's names, types, tables, moments and limits, on H2 in its mode {@code MSSQLServer}. */
class SqlServerOnH2ContractTest extends RelationalContract {

    private static final Instant SECOND = Instant.parse("2031-05-06T07:08:09Z");

    private final Dialect dialect = OnH2.sqlServer("sqlserver");

    @Override
    DatabaseConfig config() {
        return DatabaseConfig.parse("h2:mem:sqlserver");
    }

    @Override
    R2dbcAdapterBuilder customize(R2dbcAdapterBuilder builder) {
        return builder.dialect(dialect);
    }

    @Override
    public Schema schema() {
        return Layouts.nextAuth().on(Family.SQLSERVER);
    }

    @Override
    Backdoor openBackdoor() {
        Schema stored = schema();
        for (var entity : schema().tables()) {
            stored = stored.with(
                    entity.kind(), table -> table.mapColumns(c -> c.type() == TIMESTAMP ? c.typed(TIMESTAMP_UTC) : c));
        }
        return new JdbcBackdoor(stored, () -> DriverManager.getConnection("jdbc:h2:mem:sqlserver", "sa", ""), "\"");
    }

    /** Whole seconds are the finest unit that a {@code datetime} keeps as it is. */
    @Override
    public ChronoUnit instantPrecision() {
        return ChronoUnit.SECONDS;
    }

    /** Three hundredths of a second, and what is finer is cut off. */
    @Override
    @Test
    public void fractionsOfASecondAreKept() {
        User user = Await.one(adapter().users().create(NewUser.of("Ada", "ada@" + SECOND)));
        NewSession input = NewSession.of("ticks", user.id(), SECOND.plusNanos(987_654_999));

        Session session = Await.one(adapter().sessions().create(input));

        assertThat(session.expires()).isEqualTo(SECOND.plusMillis(987));
        assertThat(Await.one(adapter().sessions().findWithUser("ticks")).session())
                .isEqualTo(session);
    }

    /** The same holds of what is changed later. */
    @Override
    @Test
    public void fractionsOfASecondAreKeptByUpdates() {
        User user = Await.one(adapter().users().create(NewUser.of("Bob", "bob@" + SECOND)));
        Await.one(adapter().sessions().create(NewSession.of("tock", user.id(), SECOND)));

        Session extended = Await.one(adapter().sessions().extend("tock", SECOND.plusMillis(5)));

        assertThat(extended.expires()).isEqualTo(SECOND.plusMillis(3));
        assertThat(Await.one(adapter().sessions().findWithUser("tock")).session())
                .isEqualTo(extended);
    }

    /** H2's mode takes two NULLs for equal, as SQL Server does, but has no index with a condition that leaves them out. */
    @Override
    @Test
    public void usersMayHaveNothing() {
        Mono<User> nobody = adapter().users().create(NewUser.of(null, null));

        assertThat(Await.failure(nobody.then(nobody)))
                .isInstanceOfSatisfying(UniqueViolationException.class, e -> assertThat(e.field())
                        .isEqualTo("email"));
    }

    /** Nor can one user without an address be made twice there. */
    @Override
    @Test
    public void eachSubscriptionIsACall() {
        User user = Await.one(adapter().users().create(NewUser.of("Cleo", "cleo@" + SECOND)));
        Await.one(adapter().sessions().create(NewSession.of("clock", user.id(), SECOND)));
        Mono<Boolean> delete = adapter().sessions().delete("clock");

        assertThat(Await.one(delete)).isTrue();
        assertThat(Await.one(delete)).isFalse();
    }
}
