// SPDX-License-Identifier: Apache-2.0
/**
 * For authors of adapters: {@link io.authflux.spi.AdapterProvider}, found by {@link java.util.ServiceLoader}, the mapping
 * between records and named values that every adapter shares, and whose certificates are believed.
 */
@NullMarked
package io.authflux.spi;

import org.jspecify.annotations.NullMarked;
