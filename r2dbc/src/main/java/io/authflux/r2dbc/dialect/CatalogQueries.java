// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

/**
 * Two queries over the catalog, each with one parameter: the database schema, or empty text for the current one.
 *
 * @param columns emits table, column, type, whether it may be null, whether it has a default, in order
 * @param keys emits table, index, whether it is unique, column, in order
 */
public record CatalogQueries(String columns, String keys) {}
