// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.client;

import io.authflux.sqlite.sql.SqlStatement;
import io.authflux.sqlite.sql.StatementKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs what is not a query from its start to its end in one go, so that a write lock never waits for a consumer. */
final class StatementRunner {

    private final Client client;

    StatementRunner(Client client) {
        this.client = client;
    }

    Outcome run(SqlStatement statement, @Nullable Object[] arguments) {
        Interrupts.Run run = client.startRun(() -> {});
        boolean failed = true;
        try {
            Outcome outcome = attempt(statement, arguments, true);
            failed = false;
            return outcome;
        } catch (SQLException e) {
            throw run.isExpired()
                    ? SqliteErrors.statementTimeout(statement.text())
                    : SqliteErrors.translate(e, statement.text());
        } finally {
            client.interrupts().end(run);
            synchronize(statement.kind(), failed);
        }
    }

    private void synchronize(StatementKind kind, boolean failed) {
        Transactions transactions = client.transactions();
        if (kind == StatementKind.TRANSACTION) {
            transactions.synchronize(false);
        } else if (failed && !transactions.isNone()) {
            transactions.synchronize(true);
        }
        transactions.afterStatement();
    }

    private Outcome attempt(SqlStatement statement, @Nullable Object[] arguments, boolean retry) throws SQLException {
        Engine engine = client.engine();
        PreparedSql prepared = engine.take(statement.text());
        try {
            Outcome outcome = outcome(engine, prepared, statement.kind(), arguments);
            engine.giveBack(prepared);
            return outcome;
        } catch (SQLException e) {
            engine.discard(prepared);
            boolean pinned =
                    !client.cursors().isEmpty() && client.transactions().isNone();
            if (retry && pinned && SqliteErrors.isBusySnapshot(e)) {
                // Its own open queries pin an old state of the database, onto which nothing can be written.
                client.cursors().spill();
                return attempt(statement, arguments, false);
            }
            throw e;
        }
    }

    private Outcome outcome(Engine engine, PreparedSql prepared, StatementKind kind, @Nullable Object[] arguments)
            throws SQLException {
        List<@Nullable Object[]> rows = List.of();
        boolean row = prepared.execute(arguments);
        Columns columns = prepared.columns(client.schemaVersion());
        if (row) {
            rows = new ArrayList<>();
            do {
                rows.add(prepared.row(columns.size()));
            } while (prepared.step());
        }
        long changes =
                switch (kind) {
                    case WRITE -> engine.changes();
                    case SCHEMA -> 0;
                    default -> -1;
                };
        if (kind == StatementKind.SCHEMA) {
            client.schemaChanged();
        }
        return new Outcome(changes, columns, rows);
    }
}
