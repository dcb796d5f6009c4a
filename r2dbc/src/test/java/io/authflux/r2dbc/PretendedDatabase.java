// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.adapter.AdapterInfo;
import io.authflux.coalesce.Coalescer;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.r2dbc.schema.SchemaState;
import io.authflux.r2dbc.statement.FaultTranslator;
import io.authflux.r2dbc.statement.StatementRunner;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcRollbackException;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A database that answers every statement with one row of made-up values, and remembers what it was sent. Whoever looks
 * whether there is a row, and not at the row, finds none.
 */
final class PretendedDatabase implements ConnectionFactory {

    private static final LocalDateTime MOMENT = LocalDateTime.of(2031, 5, 6, 7, 8, 9);
    private static final Map<Class<?>, Object> VALUES = Map.of(
            String.class,
            "7",
            Integer.class,
            7,
            Long.class,
            7L,
            BigDecimal.class,
            BigDecimal.valueOf(7),
            Boolean.class,
            true,
            UUID.class,
            new UUID(0x4000, Long.MIN_VALUE),
            LocalDateTime.class,
            MOMENT,
            OffsetDateTime.class,
            MOMENT.atOffset(ZoneOffset.UTC));

    private final List<String> sent = new ArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private String refused = "";

    /** An adapter on it. */
    R2dbcAdapter adapter(Dialect dialect, SchemaState state) {
        StatementRunner runner = new StatementRunner(
                this,
                new FaultTranslator(dialect, Map.of()),
                new StatementRunner.Settings(Duration.ZERO, Duration.ZERO, false, Duration.ZERO, null, false));
        return new R2dbcAdapter(
                new StoreContext(
                        runner, new Tables(dialect, "", state), Clock.systemUTC(), Coalescer.Limits.DEFAULTS, null),
                new AdapterInfo("pretended", "1"),
                Mono.empty());
    }

    /** What was sent since this was asked the last time. */
    List<String> sent() {
        List<String> copy = List.copyOf(sent);
        sent.clear();
        return copy;
    }

    /** Answers the next statements that begin so as a database does that lets another transaction win. */
    void refuse(String beginning, int times) {
        refused = beginning;
        refusals.set(times);
    }

    private void send(String sql) {
        sent.add(sql);
        if (sql.startsWith(refused) && refusals.getAndDecrement() > 0) {
            throw new R2dbcRollbackException("restart transaction", "40001");
        }
    }

    @Override
    public Publisher<? extends Connection> create() {
        return Mono.just(fake(Connection.class, (method, arguments) -> switch (method.getName()) {
            case "createStatement" -> statement((String) arguments[0]);
            case "beginTransaction" -> Mono.<Void>fromRunnable(() -> send("BEGIN"));
            case "commitTransaction" -> Mono.<Void>fromRunnable(() -> send("COMMIT"));
            case "rollbackTransaction" -> Mono.<Void>fromRunnable(() -> send("ROLLBACK"));
            default -> Mono.<Void>empty();
        }));
    }

    private Statement statement(String sql) {
        List<String> generated = new ArrayList<>();
        Statement[] self = new Statement[1];
        self[0] = fake(Statement.class, (method, arguments) -> {
            if (method.getName().equals("returnGeneratedValues")) {
                generated.addAll(List.of((String[]) arguments[0]));
            }
            return method.getName().equals("execute") ? executed(sql, generated) : self[0];
        });
        return self[0];
    }

    @SuppressWarnings("unchecked")
    private Flux<Result> executed(String sql, List<String> generated) {
        return Flux.defer(() -> {
            send(sql + (generated.isEmpty() ? "" : " -- and asks for " + String.join(", ", generated)));
            return Flux.just(fake(Result.class, (method, arguments) -> {
                if (method.getName().equals("getRowsUpdated")) {
                    return Mono.just(1L);
                }
                return sql.startsWith("SELECT 1 ")
                        ? Mono.empty()
                        : Mono.just(((Function<? super Readable, ?>) arguments[0]).apply(new Row()));
            }));
        });
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return () -> "pretended";
    }

    /** What a made-up object does when it is called. */
    private interface Behaviour {
        Object on(Method method, Object[] arguments);
    }

    private static <T> T fake(Class<T> type, Behaviour behaviour) {
        InvocationHandler handler = (proxy, method, arguments) -> method.getDeclaringClass() == Object.class
                ? method.invoke(behaviour, arguments)
                : behaviour.on(method, arguments);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static final class Row implements Readable {

        @Override
        public <T> T get(int index, Class<T> type) {
            return type.cast(Objects.requireNonNull(VALUES.get(type), type::getName));
        }

        @Override
        public <T> T get(String name, Class<T> type) {
            throw new UnsupportedOperationException("rows are read by position");
        }
    }
}
