// SPDX-License-Identifier: Apache-2.0
/**
 * The door: {@link io.authflux.Authflux#connect(String)} turns one URL into an adapter.
 */
@NullMarked
package io.authflux;

import org.jspecify.annotations.NullMarked;
