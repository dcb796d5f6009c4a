// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

/** How a connection is encrypted and the server's certificate checked; the names are libpq's. */
public enum SslMode {
    /** Never encrypted. */
    DISABLE,
    /** Encrypted if the server can; the certificate is not checked. */
    PREFER,
    /** Always encrypted; the certificate is not checked. */
    REQUIRE,
    /** Always encrypted; the certificate must come from a trusted authority. */
    VERIFY_CA,
    /** Always encrypted; the certificate must come from a trusted authority and name the host. */
    VERIFY_FULL
}
