// SPDX-License-Identifier: Apache-2.0
/**
 * Where the database is and how to talk to it: {@link io.authflux.config.DatabaseConfig}, from a URL or a builder.
 */
@NullMarked
package io.authflux.config;

import org.jspecify.annotations.NullMarked;
