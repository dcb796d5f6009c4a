// SPDX-License-Identifier: Apache-2.0
package io.authflux.interop;

/** Who makes the tables. */
enum Maker {
    AUTHFLUX,
    THE_OTHER_SIDE
}
