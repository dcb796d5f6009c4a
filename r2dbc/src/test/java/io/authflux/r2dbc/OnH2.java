// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.r2dbc.dialect.CatalogQueries;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.r2dbc.dialect.Dialects;
import io.authflux.r2dbc.dialect.TextRules;
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
    private OnH2(String name, String mode, String database) {
        spoken = Dialects.named(name).orElseThrow();
        try (Connection connection = DriverManager.getConnection(
                "jdbc:h2:mem:" + database + ";MODE=" + mode + ";DB_CLOSE_DELAY=-1", "sa", "")) {
            // It was made with its mode, which is the database's and not the connection's.
            answers.put("supports", connection.isValid(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SQL Server's dialect. */
    static Dialect sqlServer(String database) {
        return new OnH2("mssql", "MSSQLServer", database)
                .instead("placeholder", "H2 numbers its parameters by a dollar sign")
                .instead("returning", "H2 has no OUTPUT")
                .with("text", TextRules.EXACT, "H2 has no COLLATE in an expression, and compares text exactly")
                .instead("fault", "the errors are H2's")
                .instead("violates", "the errors are H2's")
                .instead(
                        "tables",
                        "H2 has no index with a condition, to leave out NULLs, which its mode takes for equal")
                .instead("keyLock", "H2 has no sp_getapplock")
                .without("synchronizeLock", "H2 has no sp_getapplock")
                .without("connectionCheck", "H2 has no SESSIONPROPERTY")
                .withCatalog("""
                        CASE DATA_TYPE WHEN 'CHARACTER VARYING' THEN 'varchar'
                                       WHEN 'CHARACTER LARGE OBJECT' THEN 'text'
                                       WHEN 'INTEGER' THEN 'int' WHEN 'BOOLEAN' THEN 'bit'
                                       WHEN 'TIMESTAMP' THEN 'datetime' ELSE LOWER(DATA_TYPE) END""", "H2 has no sys views")
                .dialect();
    }

    /** Oracle's dialect. */
    static Dialect oracle(String database) {
        return new OnH2("oracle", "Oracle", database)
                .instead("generated", "H2 takes the name of a column as it is")
                .instead("fault", "the errors are H2's")
                .instead("violates", "the errors are H2's")
                .without("connectionCheck", "H2 has no NLS_SESSION_PARAMETERS")
                .withCatalog("""
                        CASE DATA_TYPE WHEN 'CHARACTER VARYING' THEN 'varchar2' WHEN 'CHARACTER LARGE OBJECT' THEN 'clob'
                                       WHEN 'NUMERIC' THEN 'number' ELSE LOWER(DATA_TYPE) END""", "H2 has no ALL_TAB_COLUMNS")
                .dialect();
    }

    /** H2's own dialect answers. */
    private OnH2 instead(String method, String reason) {
        return with(method, h2, reason);
    }

    /** There is none of it. */
    private OnH2 without(String method, String reason) {
        return with(method, Optional.empty(), reason);
    }

    /** The types as the database that is spoken to would print them, from what H2 prints. */
    private OnH2 withCatalog(String types, String reason) {
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

    private OnH2 with(String method, Object answer, String reason) {
        boolean exists = Arrays.stream(Dialect.class.getMethods())
                .anyMatch(m -> m.getName().equals(method));
        if (!exists || reason.isBlank() || answers.put(method, answer) != null) {
            throw new IllegalArgumentException(method);
        }
        return this;
    }

    private Dialect dialect() {
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
