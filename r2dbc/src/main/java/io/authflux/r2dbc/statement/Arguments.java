// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

import io.authflux.r2dbc.dialect.Codec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of the model on their way to the driver. */
final class Arguments {

    private Arguments() {}

    /** The encoded values, or null if one of them is a value that no row can hold. */
    static @Nullable Object @Nullable [] encode(List<Codec> parameters, @Nullable Object[] arguments) {
        if (parameters.size() != arguments.length) {
            throw new IllegalArgumentException(
                    parameters.size() + " parameters, but " + arguments.length + " arguments");
        }
        @Nullable Object[] encoded = new Object[arguments.length];
        for (int i = 0; i < encoded.length; i++) {
            Object argument = arguments[i];
            if (argument != null) {
                encoded[i] = parameters.get(i).encode(argument);
                if (encoded[i] == null) {
                    return null;
                }
            }
        }
        return encoded;
    }
}
