// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.authflux.benchmarks.database.InstantForm;
import io.authflux.benchmarks.database.Product;
import io.authflux.benchmarks.load.Call;
import io.authflux.model.NewSession;
import io.authflux.model.SessionWithUser;
import io.authflux.model.VerificationToken;
import io.r2dbc.pool.ConnectionPool;
import java.time.Clock;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.RowCountQuery;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** jOOQ's own statements on r2dbc-pool. */
final class JooqPeer implements WritingPeer {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Table<Record> SESSIONS = table(name("sessions"));
    private static final Table<Record> USERS = table(name("users"));
    private static final Field<String> TOKEN = field(name("sessions", "session_token"), String.class);
    private static final Field<String> ACCESS_TOKEN = field(name("sessions", "access_token"), String.class);
    private static final Field<Integer> SESSION_USER = field(name("sessions", "user_id"), Integer.class);
    private static final Field<Integer> USER = field(name("users", "id"), Integer.class);
    private static final Table<Record> TOKENS = table(name("verification_requests"));
    private static final Field<String> IDENTIFIER = field(name("identifier"), String.class);
    private static final Field<String> SECRET = field(name("token"), String.class);

    private final ConnectionPool pool;
    private final DSLContext context;
    private final InstantForm form;
    private final Field<Object> expires;
    private final List<Field<?>> columns;
    private final Field<Object> created;
    private final Field<Object> updated;
    private final Field<Object> tokenExpires;
    private final Turn turn;

    static {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    JooqPeer(PeerSettings settings) {
        Product product = settings.target().product();
        pool = R2dbcDrivers.pool(settings);
        context = DSL.using(pool, dialect(product));
        form = product.instants();
        expires = moment("sessions", "expires");
        created = moment("created_at");
        updated = moment("updated_at");
        tokenExpires = moment("expires");
        columns = List.of(
                TOKEN,
                SESSION_USER,
                expires,
                ACCESS_TOKEN,
                USER,
                field(name("users", "name"), String.class),
                field(name("users", "email"), String.class),
                field(name("users", "email_verified"), form.type()),
                field(name("users", "image"), String.class));
        turn = new Turn(product);
    }

    @SuppressWarnings("unchecked")
    private Field<Object> moment(String... name) {
        return (Field<Object>) field(name(name), form.type());
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
        return (Call.Reactive<String, SessionWithUser>) token -> turn.take(Flux.from(context.select(columns)
                        .from(SESSIONS)
                        .join(USERS)
                        .on(USER.eq(SESSION_USER))
                        .where(TOKEN.eq(token))
                        .and(expires.ge(now())))
                // Mono.from would cancel at the first row, and the connection be closed in the middle of an answer.
                .singleOrEmpty()
                .map(row -> Columns.sessionWithUser(new JooqColumns(row), form)));
    }

    private Object now() {
        return form.encode(CLOCK.instant());
    }

    private Mono<Boolean> write(RowCountQuery query) {
        return turn.take(Flux.from(query).single().map(count -> count == 1));
    }

    @Override
    public Call<NewSession, Boolean> create() {
        return (Call.Reactive<NewSession, Boolean>) session -> write(context.insertInto(SESSIONS)
                .columns(SESSION_USER, expires, TOKEN, ACCESS_TOKEN, created, updated)
                .values(
                        Integer.valueOf(session.userId()),
                        form.encode(session.expires()),
                        session.sessionToken(),
                        session.sessionToken(),
                        now(),
                        now()));
    }

    @Override
    public Call<NewSession, Boolean> extend() {
        return (Call.Reactive<NewSession, Boolean>) session -> write(context.update(SESSIONS)
                .set(expires, form.encode(session.expires()))
                .set(updated, now())
                .where(TOKEN.eq(session.sessionToken()))
                .and(expires.ge(now())));
    }

    @Override
    public Call<VerificationToken, Boolean> consume() {
        return (Call.Reactive<VerificationToken, Boolean>) token -> write(context.insertInto(TOKENS)
                        .columns(IDENTIFIER, SECRET, tokenExpires, created, updated)
                        .values(token.identifier(), token.token(), form.encode(token.expires()), now(), now()))
                .flatMap(made -> write(context.deleteFrom(TOKENS)
                        .where(IDENTIFIER.eq(token.identifier()))
                        .and(SECRET.eq(token.token()))));
    }

    @Override
    public void close() {
        pool.disposeLater().toFuture().join();
        turn.close();
    }
}
