// SPDX-License-Identifier: Apache-2.0
/**
 * The adapter contract as tests. A database is put to the test by one small class that implements
 * {@link io.authflux.testkit.AdapterContract} and supplies what {@link io.authflux.testkit.ContractFixture} asks for:
 * the adapter, a {@link io.authflux.testkit.Backdoor} to its rows, and the clock and schema that the adapter was made
 * with.
 */
@NullMarked
package io.authflux.testkit;

import org.jspecify.annotations.NullMarked;
