// SPDX-License-Identifier: Apache-2.0
/**
 * Between Java values and SQLite's five storage classes, in both directions. Stateless but for the configured way of
 * writing time. Internal to the driver.
 */
@NullMarked
package io.authflux.sqlite.codec;

import org.jspecify.annotations.NullMarked;
