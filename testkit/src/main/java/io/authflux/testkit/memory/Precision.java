// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.memory;

import io.authflux.schema.ColumnType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How exactly a column can tell the time. */
final class Precision {

    private Precision() {}

    static Object of(ColumnType type, Object value) {
        return value instanceof Instant instant ? instant.truncatedTo(unit(type)) : value;
    }

    private static ChronoUnit unit(ColumnType type) {
        return switch (type) {
            case EPOCH_SECONDS -> ChronoUnit.SECONDS;
            case EPOCH_MILLIS, EPOCH_MILLIS_TEXT, ISO_TEXT -> ChronoUnit.MILLIS;
            default -> ChronoUnit.MICROS;
        };
    }
}
