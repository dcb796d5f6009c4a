// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.r2dbc.dialect.CatalogQueries;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.r2dbc.dialect.Dialects;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A dialect as far as H2 goes in the mode of its database. What is not the dialect's own is named, with the reason. */
final class OnH2 {

    private final Dialect spoken;
    private final Dialect h2 = Dialects.named("h2").orElseThrow();
    private final Map<String, Object> answers = new HashMap<>();

    /** Makes the database, which then lives as long as the JVM. */
    OnH2(String name, String mode, String database) {
        spoken = Dialects.named(name).orElseThrow();
        try (Connection connection = DriverManager.getConnection(
                "jdbc:h2:mem:" + database + ";MODE=" + mode + ";DB_CLOSE_DELAY=-1", "sa", "")) {
            // It was made with its mode, which is the database's and not the connection's.
            answers.put("supports", connection.isValid(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** H2's own dialect answers. */
    OnH2 instead(String method, String reason) {
        return with(method, h2, reason);
    }

    /** There is none of it. */
    OnH2 without(String method, String reason) {
        return with(method, Optional.empty(), reason);
    }

    /** The types as the database that is spoken to would print them, from what H2 prints. */
    OnH2 withCatalog(String types, String reason) {
        CatalogQueries own = h2.catalog();
        return with(
                "catalog",
                new CatalogQueries(
                        withoutEmptyText(own.columns()).replace("LOWER(DATA_TYPE)", types),
                        withoutEmptyText(own.keys())),
                reason);
    }

    /** In Oracle's mode an empty text in a statement is NULL, and one that R2DBC binds is not. */
    private static String withoutEmptyText(String sql) {
        return sql.replace(
                "COALESCE(NULLIF($1, ''), CURRENT_SCHEMA)", "CASE WHEN LENGTH($1) > 0 THEN $1 ELSE CURRENT_SCHEMA END");
    }

    OnH2 with(String method, Object answer, String reason) {
        boolean exists = Arrays.stream(Dialect.class.getMethods())
                .anyMatch(m -> m.getName().equals(method));
        if (!exists || reason.isBlank() || answers.put(method, answer) != null) {
            throw new IllegalArgumentException(method);
        }
        return this;
    }

    Dialect dialect() {
        return (Dialect) Proxy.newProxyInstance(
                Dialect.class.getClassLoader(), new Class<?>[] {Dialect.class}, (proxy, method, arguments) -> {
                    Object answer = answers.getOrDefault(method.getName(), spoken);
                    return answer == spoken || answer == h2 ? call(method, answer, arguments) : answer;
                });
    }

    private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
