// SPDX-License-Identifier: Apache-2.0
/** How a database is opened and used: immutable values without behaviour, depended on by every other package. */
@NullMarked
package io.authflux.sqlite.config;

import org.jspecify.annotations.NullMarked;
