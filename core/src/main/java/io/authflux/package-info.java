// SPDX-License-Identifier: Apache-2.0
/** The door. */
@NullMarked
package io.authflux;

import org.jspecify.annotations.NullMarked;
