// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.EncoderContext;

/** The driver's registries take codecs, which do both; what is only read cannot be written. */
interface ReadOnlyCodec<T> extends Codec<T> {

    @Override
    default void encode(BsonWriter writer, T value, EncoderContext context) {
        throw new UnsupportedOperationException(getEncoderClass().getSimpleName() + " is never written");
    }
}
