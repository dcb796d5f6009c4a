// SPDX-License-Identifier: Apache-2.0
/**
 * Authflux beside every other way to look sessions up. The JMH benchmarks are the classes named so; {@link
 * io.authflux.benchmarks.Suite} is the program behind {@code ./benchmark}, which runs them and writes the report.
 */
@NullMarked
package io.authflux.benchmarks;

import org.jspecify.annotations.NullMarked;
