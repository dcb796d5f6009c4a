// SPDX-License-Identifier: Apache-2.0
/**
 * The engine's side of the driver, and the only code that touches JDBC: a worker thread for each connection, the queue
 * in which writers of one database wait, prepared statements, transactions, and the one translator of errors. Internal
 * to the driver.
 */
@NullMarked
package io.authflux.sqlite.client;

import org.jspecify.annotations.NullMarked;
