// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import io.r2dbc.spi.ConnectionFactoryMetadata;

/** MariaDB from 10.5 on: like MySQL, but inserts and deletes hand back their rows. */
final class MariaDbDialect implements MySqlFamily {

    @Override
    public String name() {
        return "mariadb";
    }

    /** The drivers of the family do not know the server before they are connected; {@link MySqlDialect} refers to here. */
    @Override
    public boolean supports(ConnectionFactoryMetadata metadata) {
        return false;
    }

    @Override
    public String productName(String product) {
        return "MariaDB";
    }

    @Override
    public String exactCollation() {
        return "utf8mb4_nopad_bin";
    }

    /** Unlike MySQL it uses an index for a comparison in the column's own character set only. */
    @Override
    public String exactly(String characterSet) {
        return characterSet.equals("utf8mb4")
                ? MySqlFamily.super.exactly(characterSet)
                : "CONVERT(? USING " + characterSet + ") COLLATE " + characterSet + "_nopad_bin";
    }

    @Override
    public Returning returning(Write write) {
        return write == Write.UPDATE ? Returning.NONE : Returning.CLAUSE;
    }
}
