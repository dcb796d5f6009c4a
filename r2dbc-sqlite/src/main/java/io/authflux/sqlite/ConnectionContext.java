// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.authflux.sqlite.codec.Codecs;
import io.authflux.sqlite.config.TransactionMode;

/** What all connections of a factory share. Thread-safe. */
record ConnectionContext(Codecs codecs, StatementTexts texts, int fetchSize, TransactionMode transactionMode) {}
