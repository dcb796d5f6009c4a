// SPDX-License-Identifier: Apache-2.0
/**
 * Tables in the database: {@link io.authflux.r2dbc.schema.Ddl} writes what makes them, {@link
 * io.authflux.r2dbc.schema.Synchronizer} compares them with the schema and adds what is missing, or {@linkplain io.authflux.r2dbc.schema.SchemaPlan says what it
 * would add}.
 */
@NullMarked
package io.authflux.r2dbc.schema;

import org.jspecify.annotations.NullMarked;
