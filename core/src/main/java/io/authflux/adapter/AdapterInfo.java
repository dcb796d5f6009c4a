// SPDX-License-Identifier: Apache-2.0
package io.authflux.adapter;

import java.util.Objects;

/**
 * What an adapter is connected to.
 *
 * @param product the database's own name, for instance {@code PostgreSQL}
 * @param version the database's own version text
 */
public record AdapterInfo(String product, String version) {

    /** Checks. */
    public AdapterInfo {
        Objects.requireNonNull(product, "product");
        Objects.requireNonNull(version, "version");
    }

    /** Prints as {@code PostgreSQL 18.6}. */
    @Override
    public String toString() {
        return product + " " + version;
    }
}
