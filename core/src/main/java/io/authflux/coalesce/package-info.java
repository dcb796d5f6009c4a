// SPDX-License-Identifier: Apache-2.0
/**
 * Natural batching of look-ups, for adapters: {@link io.authflux.coalesce.Coalescer} turns many callers' single look-ups
 * into few fat ones, without a timer and without adding latency when idle. {@link io.authflux.coalesce.LookupSource} is
 * what it asks.
 */
@NullMarked
package io.authflux.coalesce;

import org.jspecify.annotations.NullMarked;
