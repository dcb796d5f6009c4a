// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.load;

import java.util.concurrent.ThreadFactory;

/**
 * The threads that callers need whose calls block.
 *
 * @param threads makes them
 * @param most how many at a time, at most
 * @param perCall whether each call has a thread of its own, as it should where threads are virtual; else a thread makes one call
 *     after the other
 */
public record Workers(ThreadFactory threads, int most, boolean perCall) {}
