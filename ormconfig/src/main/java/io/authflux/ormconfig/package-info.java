// SPDX-License-Identifier: Apache-2.0
/**
 * The files and variables that TypeORM is configured with: {@link io.authflux.ormconfig.OrmConfig} finds them in TypeORM's
 * order and makes {@link io.authflux.config.DatabaseConfig}s of them. A module of its own, because it brings parsers.
 */
@NullMarked
package io.authflux.ormconfig;

import org.jspecify.annotations.NullMarked;
