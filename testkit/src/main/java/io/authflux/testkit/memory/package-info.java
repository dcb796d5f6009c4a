// SPDX-License-Identifier: Apache-2.0
/**
 * An adapter that keeps everything in memory: the contract's first subject, and a stand-in for a database in the tests of
 * applications. {@link io.authflux.testkit.memory.InMemoryAuthAdapter} is its only public type.
 */
@NullMarked
package io.authflux.testkit.memory;

import org.jspecify.annotations.NullMarked;
