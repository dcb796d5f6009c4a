// SPDX-License-Identifier: Apache-2.0
/**
 * Who is measured: {@link io.authflux.benchmarks.peer.PeerKind} names every peer and opens it, set up as its own
 * documentation advises; each {@link io.authflux.benchmarks.peer.Peer} answers the same questions from the same tables
 * with the same records.
 */
@NullMarked
package io.authflux.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
