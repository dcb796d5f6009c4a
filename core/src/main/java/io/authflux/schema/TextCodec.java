// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

/**
 * What becomes of a text on its way to the database and back, for instance {@linkplain AesGcmCodec encryption}. Must be thread-safe
 * and must not block.
 */
public interface TextCodec {

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
}
