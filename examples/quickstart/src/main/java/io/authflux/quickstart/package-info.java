// SPDX-License-Identifier: Apache-2.0
/**
 * The main job: one sign-in story from beginning to end, on the database at a URL. {@link
 * io.authflux.quickstart.Quickstart} is the program, {@code QuickstartCommand} the command line, {@code Story} what
 * happens, {@code Report} what came of it.
 */
@NullMarked
package io.authflux.quickstart;

import org.jspecify.annotations.NullMarked;
