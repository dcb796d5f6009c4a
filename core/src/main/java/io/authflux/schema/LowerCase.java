// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import java.util.Locale;

/** {@link TextCodec#lowerCase}. */
enum LowerCase implements TextCodec {
    INSTANCE;

    @Override
    public String encode(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** As it is: somebody else may have written capitals, which no look-up finds. */
    @Override
    public String decode(String stored) {
        return stored;
    }

    @Override
    public boolean isDeterministic() {
        return true;
    }
}
