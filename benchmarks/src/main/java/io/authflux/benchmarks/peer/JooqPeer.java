// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.authflux.benchmarks.database.InstantForm;
import io.authflux.benchmarks.database.Product;
import io.authflux.benchmarks.load.Call;
import io.authflux.model.SessionWithUser;
import io.r2dbc.pool.ConnectionPool;
import java.time.Clock;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** jOOQ's own statements on r2dbc-pool. */
final class JooqPeer implements Peer {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Table<Record> SESSIONS = table(name("sessions"));
    private static final Table<Record> USERS = table(name("users"));
    private static final Field<String> TOKEN = field(name("sessions", "session_token"), String.class);
    private static final Field<Integer> SESSION_USER = field(name("sessions", "user_id"), Integer.class);
    private static final Field<Integer> USER = field(name("users", "id"), Integer.class);

    private final ConnectionPool pool;
    private final DSLContext context;
    private final InstantForm form;
    private final Field<Object> expires;
    private final List<Field<?>> columns;
    private final Turn turn;

    static {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    @SuppressWarnings("unchecked")
    JooqPeer(PeerSettings settings) {
        Product product = settings.target().product();
        pool = R2dbcDrivers.pool(settings);
        context = DSL.using(pool, dialect(product));
        form = product.instants();
        expires = (Field<Object>) field(name("sessions", "expires"), form.type());
        columns = List.of(
                TOKEN,
                SESSION_USER,
                expires,
                field(name("sessions", "access_token"), String.class),
                USER,
                field(name("users", "name"), String.class),
                field(name("users", "email"), String.class),
                field(name("users", "email_verified"), form.type()),
                field(name("users", "image"), String.class));
        turn = new Turn(product);
    }

    private static SQLDialect dialect(Product product) {
        return switch (product) {
            case POSTGRES -> SQLDialect.POSTGRES;
            case MYSQL -> SQLDialect.MYSQL;
            case MARIADB -> SQLDialect.MARIADB;
            case SQLITE -> SQLDialect.SQLITE;
            case H2 -> SQLDialect.H2;
            case MONGODB -> throw new IllegalStateException("jOOQ speaks SQL");
        };
    }

    private record JooqColumns(Record row) implements Columns {

        @Override
        public int number(int index) {
            return row.get(index, Integer.class);
        }

        @Override
        public @Nullable String text(int index) {
            return (String) row.get(index);
        }

        @Override
        public @Nullable Object moment(int index) {
            return row.get(index);
        }
    }

    @Override
    public Call<String, SessionWithUser> lookup() {
        return (Call.Reactive<String, SessionWithUser>) token -> turn.take(Mono.from(context.select(columns)
                        .from(SESSIONS)
                        .join(USERS)
                        .on(USER.eq(SESSION_USER))
                        .where(TOKEN.eq(token))
                        .and(expires.ge(form.encode(CLOCK.instant()))))
                .map(row -> Columns.sessionWithUser(new JooqColumns(row), form)));
    }

    @Override
    public void close() {
        pool.disposeLater().toFuture().join();
        turn.close();
    }
}
