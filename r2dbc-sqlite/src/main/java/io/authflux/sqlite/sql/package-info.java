// SPDX-License-Identifier: Apache-2.0
/**
 * What the driver has to know of a SQL text before the engine sees it: where one statement ends and the next begins,
 * which parameters it has, and whether it writes. Internal to the driver.
 */
@NullMarked
package io.authflux.sqlite.sql;

import org.jspecify.annotations.NullMarked;
