// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.codec;

import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Type;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The type a column was declared with. SQLite itself keeps only the text, and lets any row hold something else.
 *
 * @param name as declared, empty for an expression
 * @param type what the name means
 * @param precision the first number in its parentheses
 * @param scale the second one
 */
public record DeclaredType(
        String name,
        Type type,
        @Nullable Integer precision,
        @Nullable Integer scale) {

    private static final DeclaredType NONE = new DeclaredType("", AnyType.ANY, null, null);
    private static final Pattern SIZE = Pattern.compile("\\(\\s*(\\d{1,9})\\s*(?:,\\s*(\\d{1,9})\\s*)?\\)");

    /** The type of what has none: an expression, or a column declared without one. */
    private enum AnyType implements Type {
        ANY;

        @Override
        public Class<?> getJavaType() {
            return Object.class;
        }

        @Override
        public String getName() {
            return "ANY";
        }
    }

    /**
     * Understands a declaration.
     *
     * @param declaration the text of the declaration, null for an expression
     * @return its meaning; never fails
     */
    public static DeclaredType of(@Nullable String declaration) {
        if (declaration == null || declaration.isBlank()) {
            return NONE;
        }
        Matcher size = SIZE.matcher(declaration);
        boolean sized = size.find();
        return new DeclaredType(
                declaration,
                meaning(size.replaceFirst("").trim().toUpperCase(Locale.ROOT)),
                sized ? Integer.valueOf(size.group(1)) : null,
                sized && size.group(2) != null ? Integer.valueOf(size.group(2)) : null);
    }

    private static Type meaning(String name) {
        return switch (name) {
            case "BOOL", "BOOLEAN" -> R2dbcType.BOOLEAN;
            case "DATE" -> R2dbcType.DATE;
            case "TIME" -> R2dbcType.TIME;
            case "DATETIME", "TIMESTAMP", "TIMESTAMP WITHOUT TIME ZONE" -> R2dbcType.TIMESTAMP;
            case "TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE", "DATETIMEOFFSET" -> R2dbcType.TIMESTAMP_WITH_TIME_ZONE;
            case "NUMERIC", "DECIMAL", "DEC", "NUMBER" -> R2dbcType.DECIMAL;
            case "CLOB", "NCLOB" -> R2dbcType.CLOB;
            case "BIGINT", "INT8", "LONG", "UNSIGNED BIG INT" -> R2dbcType.BIGINT;
            default -> affinity(name);
        };
    }

    /** SQLite's own rules for a name it does not know. */
    private static Type affinity(String name) {
        if (name.contains("INT")) {
            return name.contains("BIGINT") ? R2dbcType.BIGINT : R2dbcType.INTEGER;
        }
        if (name.contains("CHAR") || name.contains("CLOB") || name.contains("TEXT")) {
            return R2dbcType.VARCHAR;
        }
        if (name.contains("BLOB") || name.contains("BINARY")) {
            return R2dbcType.BLOB;
        }
        if (name.contains("REAL") || name.contains("FLOA") || name.contains("DOUB")) {
            return R2dbcType.DOUBLE;
        }
        return AnyType.ANY;
    }
}
