// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import io.authflux.schema.TextCodec;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one representation travel between the model and a driver. Immutable.
 *
 * @param wireType the Java type that the driver takes and gives
 * @param encoder from the model's value to the driver's; answers null if no column of this representation can hold it
 * @param decoder from the driver's value to the model's; may answer null
 * @param absent what is written where the model has nothing; null for {@code NULL}
 * @param reading how it is read, if otherwise than it is written; {@code decoder} then is for what was written; else null
 */
public record Codec(
        Class<?> wireType,
        Function<Object, @Nullable Object> encoder,
        Function<Object, @Nullable Object> decoder,
        @Nullable Object absent,
        @Nullable Reading reading) {

    /**
     * A way of reading.
     *
     * @param expression from a column, in SQL, to what is selected
     * @param type the Java type that the driver gives for that
     * @param decoder from the driver's value to the model's
     */
    public record Reading(
            UnaryOperator<String> expression, Class<?> type, Function<Object, @Nullable Object> decoder) {}

    /**
     * A codec under which nothing is {@code NULL}.
     *
     * @param wireType the Java type that the driver takes and gives
     * @param encoder from the model's value to the driver's
     * @param decoder from the driver's value to the model's
     */
    public Codec(Class<?> wireType, Function<Object, @Nullable Object> encoder, Function<Object, Object> decoder) {
        this(wireType, encoder, decoder, null, null);
    }

    /**
     * A codec for a type that the driver knows as it is.
     *
     * @param type the type
     * @return the codec
     */
    public static Codec plain(Class<?> type) {
        return new Codec(type, value -> value, wire -> wire);
    }

    /**
     * A typed codec.
     *
     * @param model the model's type
     * @param wire the driver's type
     * @param encoder from model to driver; may answer null
     * @param decoder from driver to model
     * @param <M> the model's type
     * @param <W> the driver's type
     * @return the codec
     */
    public static <M, W> Codec of(
            Class<M> model, Class<W> wire, Function<M, @Nullable W> encoder, Function<W, M> decoder) {
        return new Codec(wire, value -> encoder.apply(model.cast(value)), value -> decoder.apply(wire.cast(value)));
    }

    /**
     * The same codec, reading otherwise.
     *
     * @param other how
     * @return the codec
     */
    public Codec reading(Reading other) {
        return new Codec(wireType, encoder, decoder, absent, other);
    }

    /**
     * What to select for a value that {@link #read} reads.
     *
     * @param column the column, in SQL
     * @return the column or an expression
     */
    public String selected(String column) {
        return reading == null ? column : reading.expression().apply(column);
    }

    /**
     * The same codec with a text codec on the model's side of it.
     *
     * @param text what becomes of the text
     * @return the codec
     */
    public Codec with(TextCodec text) {
        return new Codec(
                wireType,
                value -> encoder.apply(text.encode((String) value)),
                wire -> {
                    @Nullable Object stored = decoder.apply(wire);
                    return stored == null ? null : text.decode((String) stored);
                },
                absent,
                null);
    }

    /**
     * Turns a value of the model into the driver's.
     *
     * @param value the model's value
     * @return the driver's; null if no row can hold the value
     */
    public @Nullable Object encode(Object value) {
        return encoder.apply(value);
    }

    /**
     * Binds an encoded value.
     *
     * @param statement the statement
     * @param index the parameter, from 0
     * @param encoded what {@link #encode} made, or null for {@code NULL}
     */
    public void bind(Statement statement, int index, @Nullable Object encoded) {
        Object bound = encoded == null ? absent : encoded;
        if (bound == null) {
            statement.bindNull(index, wireType);
        } else {
            statement.bind(index, bound);
        }
    }

    /**
     * Reads a value.
     *
     * @param row the row
     * @param index the column, from 0
     * @return the model's value, or null for {@code NULL}
     */
    public @Nullable Object read(Readable row, int index) {
        if (reading == null) {
            Object wire = row.get(index, wireType);
            return wire == null ? null : decoder.apply(wire);
        }
        Object wire = row.get(index, reading.type());
        return wire == null ? null : reading.decoder().apply(wire);
    }
}
