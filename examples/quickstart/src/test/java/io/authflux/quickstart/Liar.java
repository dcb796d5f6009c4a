// SPDX-License-Identifier: Apache-2.0
package io.authflux.quickstart;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.DatabaseConfig;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/** Opens databases of which one method of one store answers something else than the truth. */
final class Liar {

    private Liar() {}

    static Function<DatabaseConfig, Mono<AuthAdapter>> about(
            String store, String method, UnaryOperator<Mono<Object>> lie) {
        return config -> Authflux.connect(config)
                .map(adapter -> wrap(
                        AuthAdapter.class,
                        adapter,
                        (called, answer) -> called.getName().equals(store)
                                ? wrap(
                                        called.getReturnType(),
                                        answer,
                                        (inner, truth) ->
                                                inner.getName().equals(method) ? lie.apply(mono(truth)) : truth)
                                : answer));
    }

    @SuppressWarnings("unchecked")
    private static Mono<Object> mono(Object truth) {
        return (Mono<Object>) truth;
    }

    private interface Twist {
        Object apply(Method called, Object answer);
    }

    private static <T> T wrap(Class<T> type, Object honest, Twist twist) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, args) -> {
            try {
                return twist.apply(called, called.invoke(honest, args));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
