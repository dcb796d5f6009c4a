// SPDX-License-Identifier: Apache-2.0
package io.authflux.spi;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row on its way to becoming a record: its values by position, so that reading takes no look-up by name.
 */
public interface Cells {

    /**
     * The value of a field of the model, in its Java type.
     *
     * @param position the position in {@link io.authflux.schema.EntityKind#fields()}
     * @return the value; null for {@code NULL} and for a field that the layout does not keep
     */
    @Nullable
    Object get(int position);

    /**
     * The values of the columns that the schema adds.
     *
     * @return by field name, without those that are {@code NULL}
     */
    Map<String, Object> attributes();
}
