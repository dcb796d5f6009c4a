// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.codec;

import io.authflux.sqlite.config.TemporalFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Both directions between Java values and stored ones. Immutable and thread-safe. */
public final class Codecs {

    private static final Map<Class<?>, Class<?>> WRAPPERS = Map.of(
            boolean.class, Boolean.class,
            byte.class, Byte.class,
            short.class, Short.class,
            char.class, Character.class,
            int.class, Integer.class,
            long.class, Long.class,
            float.class, Float.class,
            double.class, Double.class);

    private final Encoder encoder;
    private final Decoder decoder;

    /**
     * Codecs for one way of writing time.
     *
     * @param format how points in time are written, and how a bare integer is read as one
     */
    public Codecs(TemporalFormat format) {
        this.encoder = new Encoder(format);
        this.decoder = new Decoder(format);
    }

    /**
     * From Java to SQLite.
     *
     * @param value what the caller bound
     * @return a {@code Long}, {@code Double}, {@code String} or {@code byte[]}
     * @throws IllegalArgumentException if values of that type cannot be stored
     */
    public Object encode(Object value) {
        return encoder.encode(value);
    }

    /**
     * From SQLite to Java.
     *
     * @param stored a {@code Long}, {@code Double}, {@code String}, {@code byte[]} or null
     * @param declared the type its column was declared with
     * @param type what the caller asks for; {@code Object} for the default of the declared type
     * @param <T> what the caller asks for
     * @return null only for a null
     * @throws IllegalArgumentException if the value cannot be read as that type
     */
    @SuppressWarnings("unchecked")
    public <T> @Nullable T decode(@Nullable Object stored, DeclaredType declared, Class<T> type) {
        if (stored == null) {
            return null;
        }
        Object value = type == Object.class
                ? decoder.decode(stored, declared.type())
                : decoder.decode(stored, WRAPPERS.getOrDefault(type, type));
        return (T) value;
    }
}
