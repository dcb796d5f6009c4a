// SPDX-License-Identifier: Apache-2.0
package io.authflux.layout;

import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.Generator;
import org.jspecify.annotations.Nullable;

/**
 * How an adapter declares one kind of column.
 *
 * @param type what it means
 * @param declared the type in the database; null for the usual one
 * @param generator what makes its value
 */
record Spelling(ColumnType type, @Nullable String declared, Generator generator) {

    static Spelling of(ColumnType type, String declared) {
        return new Spelling(type, declared, Generator.NONE);
    }

    Spelling by(Generator newGenerator) {
        return new Spelling(type, declared, newGenerator);
    }

    Spelling declared(String newType) {
        return new Spelling(type, newType, generator);
    }

    Column required(String field) {
        return required(field, field);
    }

    Column required(String field, String name) {
        return declared(Column.required(field, name, type));
    }

    Column optional(String field) {
        return optional(field, field);
    }

    Column optional(String field, String name) {
        return declared(Column.optional(field, name, type));
    }

    private Column declared(Column column) {
        Column generated = column.generated(generator);
        return declared == null ? generated : generated.declared(declared);
    }
}
