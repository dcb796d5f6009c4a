// SPDX-License-Identifier: Apache-2.0
/**
 * How things fail: one sealed tree under {@link io.authflux.error.AuthfluxException}, split first by whether the same
 * call may succeed when tried again.
 */
@NullMarked
package io.authflux.error;

import org.jspecify.annotations.NullMarked;
