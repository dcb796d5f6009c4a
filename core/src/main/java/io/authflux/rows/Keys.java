// SPDX-License-Identifier: Apache-2.0
package io.authflux.rows;

import io.authflux.schema.ColumnType;
import java.util.regex.Pattern;

/** Which texts can be keys. */
final class Keys {

    private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,18}");
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Keys() {}

    static boolean canBe(ColumnType type, Object key) {
        String text = key.toString();
        return switch (type) {
            case ID_INTEGER -> NUMBER.matcher(text).matches() && isInt(text);
            case ID_BIGINT -> NUMBER.matcher(text).matches() && isLong(text);
            case ID_UUID -> UUID.matcher(text).matches();
            default -> true;
        };
    }

    /** The number that a key is; 0 for one that is none. */
    static long number(Object key) {
        String text = key.toString();
        return NUMBER.matcher(text).matches() && isLong(text) ? Long.parseLong(text) : 0;
    }

    private static boolean isInt(String text) {
        return isLong(text) && Long.parseLong(text) == (int) Long.parseLong(text);
    }

    private static boolean isLong(String text) {
        return new java.math.BigInteger(text).bitLength() < Long.SIZE;
    }
}
