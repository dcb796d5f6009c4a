// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import java.util.Map;

/** The meaning of SQLSTATEs that the databases share: first the exact state, then its class (ISO/IEC 9075-2, §24.1). */
final class SqlStates {

    private static final Map<String, Fault> EXACT = Map.ofEntries(
            Map.entry("23505", Fault.UNIQUE),
            Map.entry("23503", Fault.REFERENCE),
            Map.entry("23506", Fault.REFERENCE),
            Map.entry("40001", Fault.CONCURRENT),
            Map.entry("40003", Fault.UNAVAILABLE), // nobody knows whether it was done
            Map.entry("40P01", Fault.CONCURRENT),
            Map.entry("55P03", Fault.CONCURRENT),
            Map.entry("57014", Fault.TIMEOUT),
            Map.entry("57P01", Fault.UNAVAILABLE),
            Map.entry("57P02", Fault.UNAVAILABLE),
            Map.entry("57P03", Fault.UNAVAILABLE),
            Map.entry("57P05", Fault.UNAVAILABLE),
            Map.entry("53300", Fault.UNAVAILABLE),
            Map.entry("25006", Fault.UNAVAILABLE),
            Map.entry("3D000", Fault.NO_SUCH_DATABASE),
            Map.entry("42P07", Fault.ALREADY_EXISTS),
            Map.entry("42P06", Fault.ALREADY_EXISTS),
            Map.entry("42701", Fault.ALREADY_EXISTS),
            Map.entry("42710", Fault.ALREADY_EXISTS),
            Map.entry("42S01", Fault.ALREADY_EXISTS),
            Map.entry("42S11", Fault.ALREADY_EXISTS),
            Map.entry("42S21", Fault.ALREADY_EXISTS));

    private static final Map<String, Fault> CLASSES = Map.of(
            "08", Fault.UNAVAILABLE,
            "28", Fault.ACCESS_DENIED,
            "40", Fault.CONCURRENT);

    private static final int CLASS_LENGTH = 2;

    private SqlStates() {}

    static Fault fault(String sqlState) {
        Fault exact = EXACT.get(sqlState);
        if (exact != null) {
            return exact;
        }
        return sqlState.length() < CLASS_LENGTH
                ? Fault.FAILURE
                : CLASSES.getOrDefault(sqlState.substring(0, CLASS_LENGTH), Fault.FAILURE);
    }
}
