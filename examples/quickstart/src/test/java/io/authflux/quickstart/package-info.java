// SPDX-License-Identifier: Apache-2.0
/** The command line, from arguments to exit codes. */
@NullMarked
package io.authflux.quickstart;

import org.jspecify.annotations.NullMarked;
