// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.database;

import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.Entity;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Schema;
import io.authflux.testkit.Backdoor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A back door through JDBC. Keeps one connection, and makes a new one if it was lost. Thread-safe. Close it before the
 * database goes away.
 */
public final class JdbcBackdoor implements Backdoor, AutoCloseable {

    private final Schema schema;
    private final Connector connector;
    private final String quote;
    private final JdbcValues values;
    private @Nullable Connection connection;

    /**
     * A back door.
     *
     * @param schema the tables, with prefix and naming applied
     * @param connector opens the database, for instance {@code dataSource::getConnection}
     * @param quote what stands around an identifier: {@code "} or {@code `}
     */
    public JdbcBackdoor(Schema schema, Connector connector, String quote) {
        this(schema, connector, quote, JdbcValues.STANDARD);
    }

    private JdbcBackdoor(Schema schema, Connector connector, String quote, JdbcValues values) {
        this.schema = schema;
        this.connector = connector;
        this.quote = quote;
        this.values = values;
    }

    /**
     * A back door to SQLite, where moments are text.
     *
     * @param schema the tables, with prefix and naming applied
     * @param connector opens the database
     * @return the back door
     */
    public static JdbcBackdoor ofSqlite(Schema schema, Connector connector) {
        return new JdbcBackdoor(schema, connector, "\"", JdbcValues.SQLITE);
    }

    /**
     * A back door to a database that quotes as the SQL standard does.
     *
     * @param schema the tables, with prefix and naming applied
     * @param database the database
     */
    public JdbcBackdoor(Schema schema, TestDatabase database) {
        this(schema, database::open, "\"");
    }

    @Override
    public List<Map<String, Object>> find(EntityKind kind, Map<String, ?> where) {
        Entity entity = schema.entity(kind);
        for (Map.Entry<String, ?> e : where.entrySet()) {
            if (!values.canEncode(entity.column(e.getKey()).type(), e.getValue())) {
                return List.of();
            }
        }
        String sql = "SELECT " + names(entity.columns()) + " FROM " + quoted(entity.table())
                + where.keySet().stream()
                        .map(field -> quoted(entity.column(field).name()) + " = ?")
                        .collect(Collectors.joining(" AND ", where.isEmpty() ? "" : " WHERE ", ""));
        return run(sql, statement -> {
            bind(statement, entity, where);
            return read(statement, entity);
        });
    }

    @Override
    public void write(EntityKind kind, Map<String, ? extends @Nullable Object> row) {
        Entity entity = schema.entity(kind);
        Map<String, Object> cells = new LinkedHashMap<>();
        row.forEach((field, value) -> {
            if (value != null) {
                cells.put(field, value);
            }
        });
        List<Column> columns =
                new ArrayList<>(cells.keySet().stream().map(entity::column).toList());
        List<String> markers = new ArrayList<>(Collections.nCopies(columns.size(), "?"));
        // Whoever has a truth value there always writes it.
        entity.columns().stream()
                .filter(column -> column.type() == ColumnType.INSTANT_FLAG && !cells.containsKey(column.field()))
                .forEach(column -> {
                    columns.add(column);
                    markers.add("FALSE");
                });
        String sql = "INSERT INTO " + quoted(entity.table()) + " (" + names(columns) + ") VALUES ("
                + String.join(", ", markers) + ")";
        run(sql, statement -> {
            bind(statement, entity, cells);
            return statement.executeUpdate();
        });
    }

    private void bind(PreparedStatement statement, Entity entity, Map<String, ?> cells) throws SQLException {
        int position = 1;
        for (Map.Entry<String, ?> e : cells.entrySet()) {
            statement.setObject(
                    position++, values.encode(entity.column(e.getKey()).type(), e.getValue()));
        }
    }

    private List<Map<String, Object>> read(PreparedStatement statement, Entity entity) throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int i = 0; i < entity.columns().size(); i++) {
                    Column column = entity.columns().get(i);
                    @Nullable Object value = values.decode(column.type(), result, i + 1);
                    if (value != null) {
                        row.put(column.field(), value);
                    }
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private synchronized <T> T run(String sql, Work<T> work) {
        try (PreparedStatement statement = connection().prepareStatement(sql)) {
            return work.apply(statement);
        } catch (SQLException e) {
            close();
            throw new IllegalStateException("the back door is shut: " + sql, e);
        }
    }

    private Connection connection() throws SQLException {
        Connection current = connection;
        if (current == null || current.isClosed()) {
            current = connector.open();
            connection = current;
        }
        return current;
    }

    private String names(List<Column> columns) {
        return columns.stream().map(c -> quoted(c.name())).collect(Collectors.joining(", "));
    }

    private String quoted(String name) {
        return quote + name.replace(quote, quote + quote) + quote;
    }

    /** Closes the connection. */
    @Override
    public synchronized void close() {
        Connection current = connection;
        connection = null;
        if (current != null) {
            try {
                current.close();
            } catch (SQLException lost) {
                // It was lost already.
            }
        }
    }

    /** Opens a database. */
    @FunctionalInterface
    public interface Connector {

        /**
         * Opens.
         *
         * @return a new connection, which the caller closes
         * @throws SQLException if that is not possible
         */
        Connection open() throws SQLException;
    }

    @FunctionalInterface
    private interface Work<T> {
        T apply(PreparedStatement statement) throws SQLException;
    }
}
