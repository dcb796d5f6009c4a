// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

/**
 * What becomes of a text on its way to the database and back, for instance {@linkplain AesGcmCodec encryption} or
 * {@linkplain #lowerCase one spelling of all}. Must be thread-safe and must not block.
 */
public interface TextCodec {

    /**
     * Lower case, as JavaScript's {@code toLowerCase()} has it: what differs in case only is one value, and is found.
     *
     * @return the codec, which is deterministic
     */
    static TextCodec lowerCase() {
        return LowerCase.INSTANCE;
    }

    /**
     * From the model to the database.
     *
     * @param text the text
     * @return what to store
     */
    String encode(String text);

    /**
     * From the database to the model.
     *
     * @param stored what is stored; a row that was there before the codec was may hold what no {@link #encode} made
     * @return the text
     * @throws IllegalStateException if it cannot be read; the message never holds what is stored
     */
    String decode(String stored);

    /**
     * Whether the same text is always stored the same way, so that rows can be found by it and be unique by it.
     *
     * @return false unless a codec says otherwise
     */
    default boolean isDeterministic() {
        return false;
    }

    /**
     * The codec of one column, for a codec under which what is stored must not be taken for another column's. Called when
     * a table is defined.
     *
     * @param column the store and the field, for instance {@code accounts.accessToken}; the same whatever table and column
     *     are called in the database
     * @return the codec to use for that column; this one if it does not matter
     */
    default TextCodec boundTo(String column) {
        return this;
    }
}
