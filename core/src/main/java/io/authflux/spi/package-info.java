// SPDX-License-Identifier: Apache-2.0
/**
 * For authors of adapters: {@link io.authflux.spi.AdapterProvider}, found by {@link java.util.ServiceLoader}, the mapping
 * between records and named values that every adapter shares, whose certificates are believed, and which is shown.
 */
@NullMarked
package io.authflux.spi;

import org.jspecify.annotations.NullMarked;
