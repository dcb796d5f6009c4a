// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table.
 *
 * @param field the field of the model, or of {@code attributes()}, that it holds
 * @param name its name in the database
 * @param type the representation
 * @param nullable whether it may be {@code NULL}
 * @param generator where the value comes from when the caller gives none
 * @param key whether rows are found by it, which limits text to {@value #KEY_BYTES} UTF-8 bytes
 */
public record Column(String field, String name, ColumnType type, boolean nullable, Generator generator, boolean key) {

    /** The longest key in UTF-8 bytes; PostgreSQL's index entries end at about 2,700. */
    public static final int KEY_BYTES = 2_048;

    /** Checks. */
    public Column {
        requireName(field, "field");
        requireName(name, "name of column " + field);
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(generator, "generator");
    }

    /**
     * A column that may be null.
     *
     * @param field the field
     * @param name the name in the database
     * @param type the representation
     * @return the column
     */
    public static Column optional(String field, String name, ColumnType type) {
        return new Column(field, name, type, true, Generator.NONE, false);
    }

    /**
     * A column that is never null.
     *
     * @param field the field
     * @param name the name in the database
     * @param type the representation
     * @return the column
     */
    public static Column required(String field, String name, ColumnType type) {
        return new Column(field, name, type, false, Generator.NONE, false);
    }

    /**
     * The same column, filled by a generator.
     *
     * @param newGenerator the generator
     * @return the column
     */
    public Column generated(Generator newGenerator) {
        return new Column(field, name, type, nullable, newGenerator, key);
    }

    /**
     * The same column under another name.
     *
     * @param newName the name in the database
     * @return the column
     */
    public Column named(String newName) {
        return new Column(field, newName, type, nullable, generator, key);
    }

    /**
     * The same column as one that rows are found by.
     *
     * @return the column
     */
    public Column asKey() {
        return new Column(field, name, type, nullable, generator, true);
    }

    /**
     * Whether a row of any database could have this text here. What cannot be is never sent: a search for it is answered
     * with nothing.
     *
     * @param text the text
     * @return false for U+0000, an unpaired surrogate, or a key that is too long
     */
    public boolean canHold(String text) {
        return !isBroken(text) && !isTooLong(text);
    }

    /**
     * Checks a value that is about to be written.
     *
     * @param value the value as the model has it
     * @return the value as the column will give it back: an instant without what is finer than the column's unit
     * @throws IllegalArgumentException if the column cannot hold it; the message names the field, never the value
     */
    public @Nullable Object require(@Nullable Object value) {
        if (value == null) {
            if (!nullable) {
                throw new IllegalArgumentException(field + " must have a value");
            }
            return null;
        }
        if (!type.javaType().isInstance(value)) {
            throw new IllegalArgumentException(field + " must be of type "
                    + type.javaType().getSimpleName() + ", was "
                    + value.getClass().getSimpleName());
        }
        if (value instanceof String text) {
            requireText(text);
        }
        return value instanceof Instant instant ? type.truncate(instant) : value;
    }

    private void requireText(String text) {
        if (isBroken(text)) {
            throw new IllegalArgumentException(field + " holds U+0000 or an unpaired surrogate");
        }
        if (isTooLong(text)) {
            throw new IllegalArgumentException(field + " is longer than " + KEY_BYTES + " bytes");
        }
    }

    private boolean isTooLong(String text) {
        return key && text.length() * 3L > KEY_BYTES && text.getBytes(StandardCharsets.UTF_8).length > KEY_BYTES;
    }

    private static boolean isBroken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return true;
            }
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(++i))) {
                    return true;
                }
            }
        }
        return false;
    }

    static String requireName(String name, String what) {
        if (name.isBlank() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the " + what + " must not be blank and not hold U+0000");
        }
        return name;
    }
}
