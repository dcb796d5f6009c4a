// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The meaning of SQL Server's error numbers (sys.messages). Its driver makes SQLSTATEs of them that say less. */
final class SqlServerErrors {

    /** Ours: numbers from 50000 on are an application's. */
    static final int LOCK_NOT_GIVEN = 51205;

    private static final Map<Fault, int[]> NUMBERS = Map.of(
            Fault.UNIQUE,
            new int[] {
                2601, // unique index
                2627 // constraint
            },
            Fault.REFERENCE,
            new int[] {547},
            Fault.CONCURRENT,
            new int[] {
                1205, // deadlock
                1222, // lock request time out
                3960, // update conflict of snapshots
                41301,
                41302,
                41305,
                41325, // conflicts in memory-optimized tables
                LOCK_NOT_GIVEN
            },
            Fault.UNAVAILABLE,
            new int[] {
                233,
                10053,
                10054,
                10060, // the connection broke
                596,
                6005,
                17142,
                18401, // session killed, shutdown, paused, upgrade
                701,
                802,
                1204,
                8645,
                8651, // memory and locks
                921,
                922,
                941,
                983,
                976,
                978,
                979,
                4221, // recovering, replica that does not answer
                1105,
                9001,
                9002, // no space, no log
                3906, // read-only: a secondary
                10922,
                10928,
                10929,
                10930,
                10936, // Azure: limits
                40143,
                40166,
                40197,
                40501,
                40540,
                40549,
                40550,
                40613,
                40642,
                40675,
                40825, // Azure: moving, busy
                45168,
                49918,
                49919,
                49920 // Azure: too many
            },
            Fault.ACCESS_DENIED,
            new int[] {
                18450,
                18452,
                18456,
                18470,
                18486,
                18487,
                18488, // login
                40532,
                40615 // Azure: login, firewall
            },
            Fault.NO_SUCH_DATABASE,
            new int[] {911, 4060, 4063, 4064},
            Fault.ALREADY_EXISTS,
            new int[] {
                1779, // primary key
                1913, // index
                2705, // column
                2714 // table, schema, constraint
            });

    private static final Map<Integer, Fault> CODES = NUMBERS.entrySet().stream()
            .flatMap(entry -> IntStream.of(entry.getValue()).mapToObj(number -> Map.entry(number, entry.getKey())))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private SqlServerErrors() {}

    static Fault fault(String sqlState, int errorCode) {
        Fault known = CODES.get(errorCode);
        return known == null ? SqlStates.fault(sqlState) : known;
    }
}
