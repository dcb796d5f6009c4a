// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
 * @param defaultValue what a new row has when the caller gives nothing, also when somebody else inserts it; null for none.
 *     A column with a codec has none: it would stand in the table's definition as it is
 * @param declared the type as it is declared where we make the table, for instance {@code varchar(191)}; null for the
 *     database's usual type for the representation
 * @param codec what becomes of a text on its way to the database, for instance encryption; null for nothing
 * @param presence whether it is there
 */
public record Column(
        String field,
        String name,
        ColumnType type,
        boolean nullable,
        Generator generator,
        boolean key,
        @Nullable Object defaultValue,
        @Nullable String declared,
        @Nullable TextCodec codec,
        Presence presence) {

    /** What a type may look like: nothing that ends a definition. */
    private static final Pattern DECLARED = Pattern.compile("[A-Za-z][A-Za-z0-9 _(),.']*");

    private static final Pattern SIZED = Pattern.compile("(?i)(?:var)?char\\((\\d{1,5})\\)");

    /** The longest key in UTF-8 bytes; PostgreSQL's index entries end at about 2,700. */
    public static final int KEY_BYTES = 2_048;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if a name is blank, the default is of another type or cannot be held, or a codec
     *     is where none can be; the message names the field
     */
    public Column {
        requireName(field, "field");
        requireName(name, "name of column " + field);
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(generator, "generator");
        Objects.requireNonNull(presence, "presence");
        if (defaultValue != null
                && (generator != Generator.NONE || !type.javaType().isInstance(defaultValue))) {
            throw new IllegalArgumentException(field + ": the default must be of type "
                    + type.javaType().getSimpleName() + ", and nothing else may fill the column");
        }
        if (defaultValue instanceof String text && !Texts.isWhole(text)) {
            throw new IllegalArgumentException(field + ": the default holds U+0000 or an unpaired surrogate");
        }
        if (declared != null && !DECLARED.matcher(declared).matches()) {
            throw new IllegalArgumentException(field + ": the declared type is no type");
        }
        if (codec != null && (!type.isText() || generator != Generator.NONE || defaultValue != null)) {
            throw new IllegalArgumentException(field + ": a codec is for text that the caller gives");
        }
        if (codec != null && key && !codec.isDeterministic()) {
            throw new IllegalArgumentException(
                    field + ": rows are found by what their codec makes different every time");
        }
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
        return new Column(field, name, type, true, Generator.NONE, false, null, null, null, Presence.REQUIRED);
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
        return new Column(field, name, type, false, Generator.NONE, false, null, null, null, Presence.REQUIRED);
    }

    /**
     * The same column, filled by a generator.
     *
     * @param newGenerator the generator
     * @return the column
     */
    public Column generated(Generator newGenerator) {
        return new Column(field, name, type, nullable, newGenerator, key, defaultValue, declared, codec, presence);
    }

    /**
     * The same column under another name.
     *
     * @param newName the name in the database
     * @return the column
     */
    public Column named(String newName) {
        return new Column(field, newName, type, nullable, generator, key, defaultValue, declared, codec, presence);
    }

    /**
     * The same column as one that rows are found by.
     *
     * @return the column
     */
    public Column asKey() {
        return new Column(field, name, type, nullable, generator, true, defaultValue, declared, codec, presence);
    }

    /**
     * The same column with a value for rows that are given none.
     *
     * @param value of the type that {@link ColumnType#javaType()} says
     * @return the column
     */
    public Column withDefault(Object value) {
        return new Column(field, name, type, nullable, generator, key, value, declared, codec, presence);
    }

    /**
     * The same column, with or without {@code NULL}.
     *
     * @param mayBeNull whether it may be {@code NULL}
     * @return the column
     */
    public Column nullable(boolean mayBeNull) {
        return new Column(field, name, type, mayBeNull, generator, key, defaultValue, declared, codec, presence);
    }

    /**
     * The same column, declared as this where we make it. What is read and written stays that of the representation.
     *
     * @param sqlType a type of the database, for instance {@code varchar(191)}
     * @return the column
     */
    public Column declared(String sqlType) {
        return new Column(field, name, type, nullable, generator, key, defaultValue, sqlType, codec, presence);
    }

    /**
     * The same column in another representation.
     *
     * @param newType the representation
     * @return the column, without a declared type
     */
    public Column typed(ColumnType newType) {
        return new Column(field, name, newType, nullable, generator, key, defaultValue, null, codec, presence);
    }

    /**
     * The same column as one that need not be there.
     *
     * @param newPresence whether it is there
     * @return the column
     */
    public Column present(Presence newPresence) {
        return new Column(field, name, type, nullable, generator, key, defaultValue, declared, codec, newPresence);
    }

    /**
     * The same column with a codec between the model and the database.
     *
     * @param newCodec the codec; the table binds it to the field
     * @return the column
     */
    public Column encoded(TextCodec newCodec) {
        return new Column(field, name, type, nullable, generator, key, defaultValue, declared, newCodec, presence);
    }

    /**
     * Whether a row of any database could have this text here. What cannot be is never sent: a search for it is answered
     * with nothing.
     *
     * @param text the text
     * @return false for U+0000, an unpaired surrogate, or a key that is too long
     */
    public boolean canHold(String text) {
        return Texts.isWhole(text) && !isTooLong(text);
    }

    /**
     * What the database is given of a value: what fits into it, and what not, is a matter of this.
     *
     * @param value the value as the model has it
     * @return what the codec makes of it; the value itself where there is none
     */
    public Object stored(Object value) {
        return codec == null ? value : codec.encode((String) value);
    }

    /**
     * Checks a value that is about to be written.
     *
     * @param value the value as the model has it
     * @return the value as the column will give it back: an instant without what is finer than the column's unit, a text
     *     as its deterministic codec has it
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
        if (codec != null && codec.isDeterministic()) {
            String stored = codec.encode((String) value);
            String back = codec.decode(stored);
            // Of a hash there is no way back: it is written of the value itself, once.
            return codec.encode(back).equals(stored) ? back : value;
        }
        return value instanceof Instant instant ? truncate(instant) : value;
    }

    /** What is finer is cut off, never rounded: a session must not outlive what was asked for. */
    private Instant truncate(Instant instant) {
        return type == ColumnType.INSTANT_FLAG ? Instant.EPOCH : instant.truncatedTo(precision());
    }

    /**
     * The smallest difference of two instants that the column can tell. A database may tell less.
     *
     * @return microseconds for what is no instant, or only whether there is one
     */
    public ChronoUnit precision() {
        boolean clock = type == ColumnType.TIMESTAMP || type == ColumnType.TIMESTAMP_UTC;
        if (clock && declared != null && declared.contains("(0)")) {
            return ChronoUnit.SECONDS;
        }
        return clock && declared != null && declared.contains("(3)") ? ChronoUnit.MILLIS : type.precision();
    }

    /**
     * How many characters the declared type allows.
     *
     * @return empty if it does not say
     */
    public OptionalInt length() {
        Matcher sized = declared == null ? null : SIZED.matcher(declared);
        return sized != null && sized.lookingAt()
                ? OptionalInt.of(Integer.parseInt(sized.group(1)))
                : OptionalInt.empty();
    }

    private void requireText(String text) {
        if (!Texts.isWhole(text)) {
            throw new IllegalArgumentException(field + " holds U+0000 or an unpaired surrogate");
        }
        if (isTooLong(text)) {
            throw new IllegalArgumentException(field + " is longer than " + KEY_BYTES + " bytes");
        }
    }

    private boolean isTooLong(String text) {
        return key && Texts.isLonger((String) stored(text), KEY_BYTES);
    }

    /** The same column in a table, to which its codec is bound. */
    Column in(EntityKind kind) {
        return codec == null ? this : encoded(codec.boundTo(kind.store() + "." + field));
    }

    static String requireName(String name, String what) {
        if (name.isBlank() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the " + what + " must not be blank and not hold U+0000");
        }
        return name;
    }
}
