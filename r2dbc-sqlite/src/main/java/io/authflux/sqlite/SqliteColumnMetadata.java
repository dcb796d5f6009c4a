// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.authflux.sqlite.codec.DeclaredType;
import io.r2dbc.spi.ColumnMetadata;
import io.r2dbc.spi.Type;
import org.jspecify.annotations.Nullable;

/** What is known of a column before its rows: its label and its declaration. Any row may hold something else. */
record SqliteColumnMetadata(String name, DeclaredType declared) implements ColumnMetadata {

    @Override
    public Class<?> getJavaType() {
        return declared.type().getJavaType();
    }

    @Override
    public Type getType() {
        return declared.type();
    }

    @Override
    public String getName() {
        return name;
    }

    /** The text of the declaration, empty for an expression. */
    @Override
    public String getNativeTypeMetadata() {
        return declared.name();
    }

    @Override
    public @Nullable Integer getPrecision() {
        return declared.precision();
    }

    @Override
    public @Nullable Integer getScale() {
        return declared.scale();
    }
}
