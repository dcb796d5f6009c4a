// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.authflux.sqlite.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/** One statement to run, with the stored values of its parameters. */
final class Step {

    private final SqlStatement statement;
    private final @Nullable Object[] arguments;

    Step(SqlStatement statement, @Nullable Object[] arguments) {
        this.statement = statement;
        this.arguments = arguments;
    }

    SqlStatement statement() {
        return statement;
    }

    @Nullable
    Object[] arguments() {
        return arguments;
    }
}
