// SPDX-License-Identifier: Apache-2.0
/** The real packages of the other world and ours, on one database. */
@NullMarked
package io.authflux.interop;

import org.jspecify.annotations.NullMarked;
