// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

/**
 * How a column is compared with many values.
 *
 * @param array whether {@code = ANY($1)} is used: one statement whatever their number; else {@code IN (…)} of a few
 *     lengths, where what differs in case only is sorted out by whoever reads
 * @param most how many values one statement takes, or is the faster for
 */
public record Many(boolean array, int most) {

    /** An array of any length. */
    public static final Many ARRAY = new Many(true, Integer.MAX_VALUE);

    /** A list as long as anybody may ask for. */
    public static final Many PADDED_LIST = paddedList(1 << 14);

    /**
     * A list.
     *
     * @param most how many values one statement takes, or is the faster for; a power of two, or a quarter, a half or three
     *     quarters more
     * @return the way
     */
    public static Many paddedList(int most) {
        return new Many(false, most);
    }
}
