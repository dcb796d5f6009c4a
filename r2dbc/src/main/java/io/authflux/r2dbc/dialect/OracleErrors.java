// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The meaning of Oracle's error numbers, the ORA-nnnnn of server, network and driver. SQLSTATEs say less. */
final class OracleErrors {

    private static final Map<Fault, int[]> NUMBERS = Map.of(
            Fault.UNIQUE,
            new int[] {1},
            Fault.REFERENCE,
            new int[] {
                2291, // no such parent
                2292 // there are children
            },
            Fault.CONCURRENT,
            new int[] {
                54, 30006, // a lock that did not come free
                60, 4020, // deadlock
                8177 // serialization
            },
            Fault.TIMEOUT,
            new int[] {40, 51, 1013},
            Fault.UNAVAILABLE,
            new int[] {
                12,
                18,
                20,
                28, // sessions: none left, killed
                257,
                4031,
                30036, // archiver, memory, undo
                1012,
                1033,
                1034,
                1089,
                1090,
                1092,
                1109, // not logged on, starting, stopping
                2396,
                2399, // idle for too long
                3113,
                3114,
                3135, // the connection broke
                12170,
                12516,
                12514, // the listener does not know the service yet, or this is a standby
                12518,
                12519,
                12520,
                12528,
                12537,
                12541,
                12543,
                12545,
                12547,
                12560,
                12571, // network
                16000,
                16456, // read-only: a standby, or becoming one
                17002,
                17008,
                17009,
                17410,
                17800,
                17820,
                17868, // driver: input and output, closed
                25401,
                25402,
                25403,
                25408 // failover in the middle of a call
            },
            Fault.ACCESS_DENIED,
            new int[] {1005, 1017, 1045, 28000, 28001, 28009},
            Fault.NO_SUCH_DATABASE,
            new int[] {12505},
            Fault.ALREADY_EXISTS,
            new int[] {
                955, // table, index
                1408, // index on these columns
                1430, // column
                2260,
                2261,
                2264,
                2275 // keys
            });

    private static final Map<Integer, Fault> CODES = NUMBERS.entrySet().stream()
            .flatMap(entry -> IntStream.of(entry.getValue()).mapToObj(number -> Map.entry(number, entry.getKey())))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private OracleErrors() {}

    static Fault fault(String sqlState, int errorCode) {
        Fault known = CODES.get(errorCode);
        return known == null ? SqlStates.fault(sqlState) : known;
    }
}
