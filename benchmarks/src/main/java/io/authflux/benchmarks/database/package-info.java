// SPDX-License-Identifier: Apache-2.0
/**
 * The databases under measurement: {@link io.authflux.benchmarks.database.Server} starts or finds one, {@link
 * io.authflux.benchmarks.database.Target} is where it is, {@link io.authflux.benchmarks.database.Population} what is in
 * it.
 */
@NullMarked
package io.authflux.benchmarks.database;

import org.jspecify.annotations.NullMarked;
