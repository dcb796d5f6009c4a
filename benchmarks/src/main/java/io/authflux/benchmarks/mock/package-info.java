// SPDX-License-Identifier: Apache-2.0
/**
 * A driver that does nothing: {@link io.authflux.benchmarks.mock.MockPeers} opens peers on it, so that what is left is what
 * they cost themselves.
 */
@NullMarked
package io.authflux.benchmarks.mock;

import org.jspecify.annotations.NullMarked;
