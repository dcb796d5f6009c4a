// SPDX-License-Identifier: Apache-2.0
/**
 * The contract: {@link io.authflux.adapter.AuthAdapter} and the five stores it hands out. Everything here is an
 * interface; a relational, a document or an in-memory database implements it.
 */
@NullMarked
package io.authflux.adapter;

import org.jspecify.annotations.NullMarked;
