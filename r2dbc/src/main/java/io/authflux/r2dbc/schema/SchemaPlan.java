// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.schema;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What would make a database's tables those of a schema. Immutable.
 *
 * @param statements what synchronize would run, in order; empty if nothing is missing
 * @param differences what is there but cannot be used as it is, one sentence each: as long as there is one, synchronize
 *     refuses and runs nothing
 */
public record SchemaPlan(List<String> statements, List<String> differences) {

    /** Copies. */
    public SchemaPlan {
        statements = List.copyOf(statements);
        differences = List.copyOf(differences);
    }

    /**
     * Everything to read, as SQL: the differences as comments, then the statements.
     *
     * @return lines; empty if there is nothing to do
     */
    public String script() {
        return differences.stream()
                        .map(d -> "-- " + d.replaceAll("\\R", " ") + "\n")
                        .collect(Collectors.joining())
                + statements.stream().map(s -> s + ";\n").collect(Collectors.joining());
    }
}
