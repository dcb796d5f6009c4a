// SPDX-License-Identifier: Apache-2.0
/**
 * What came of a run, for people: {@link io.authflux.benchmarks.report.Report} puts tables and {@linkplain
 * io.authflux.benchmarks.report.Chart charts} of {@linkplain io.authflux.benchmarks.report.Score numbers} beside the {@linkplain
 * io.authflux.benchmarks.report.Surroundings machine} that they were measured on.
 */
@NullMarked
package io.authflux.benchmarks.report;

import org.jspecify.annotations.NullMarked;
