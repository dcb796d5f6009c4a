// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.mock;

import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** A look-up of one token, or of an array of them; the time behind it is of no interest. */
final class MockStatement implements Statement {

    private final MockServer server;
    private final String sql;
    private @Nullable Object tokens;

    MockStatement(MockServer server, String sql) {
        this.server = server;
        this.sql = sql;
    }

    @Override
    public Statement bind(int index, Object value) {
        if (index == 0) {
            tokens = value;
        }
        return this;
    }

    @Override
    public Publisher<? extends Result> execute() {
        Object asked = tokens;
        if (asked == null) {
            throw new IllegalStateException("no tokens were bound");
        }
        return server.answer(sql, asked instanceof String[] many ? many : new String[] {(String) asked});
    }

    @Override
    public Statement add() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Statement bind(String name, Object value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Statement bindNull(int index, Class<?> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Statement bindNull(String name, Class<?> type) {
        throw new UnsupportedOperationException();
    }
}
