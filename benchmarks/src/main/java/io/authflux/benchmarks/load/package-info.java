// SPDX-License-Identifier: Apache-2.0
/**
 * Load that is the same for everybody: {@link io.authflux.benchmarks.load.Load} keeps a number of {@linkplain
 * io.authflux.benchmarks.load.Call calls} under way, checks every answer and records how long each took.
 */
@NullMarked
package io.authflux.benchmarks.load;

import org.jspecify.annotations.NullMarked;
