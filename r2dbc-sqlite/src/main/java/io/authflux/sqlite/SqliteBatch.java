// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.authflux.sqlite.client.Client;
import io.authflux.sqlite.sql.ParsedSql;
import io.authflux.sqlite.sql.SqlStatement;
import io.r2dbc.spi.Batch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Statements without parameters, run one after the other. Not thread-safe. */
final class SqliteBatch implements Batch {

    private static final @Nullable Object[] NO_ARGUMENTS = {};

    private final Client client;
    private final ConnectionContext context;
    private final List<Step> steps = new ArrayList<>();

    SqliteBatch(Client client, ConnectionContext context) {
        this.client = client;
        this.context = context;
    }

    @Override
    public SqliteBatch add(String sql) {
        ParsedSql parsed = context.texts().parse(Require.notNull(sql, "sql"));
        if (parsed.parameterCount() > 0) {
            throw new IllegalArgumentException("A statement of a batch takes no parameters: " + sql);
        }
        for (SqlStatement statement : parsed.statements()) {
            steps.add(new Step(statement, NO_ARGUMENTS));
        }
        return this;
    }

    @Override
    public Flux<SqliteResult> execute() {
        return new ExecutionFlux(client, context, List.copyOf(steps), context.fetchSize());
    }
}
