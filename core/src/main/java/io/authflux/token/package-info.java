// SPDX-License-Identifier: Apache-2.0
/**
 * Random tokens and their digests.
 */
@NullMarked
package io.authflux.token;

import org.jspecify.annotations.NullMarked;
