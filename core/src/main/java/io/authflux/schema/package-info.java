// SPDX-License-Identifier: Apache-2.0
/**
 * Tables as data: a {@link io.authflux.schema.Schema} says which tables and columns hold which field in which
 * representation. Adapters compile their statements from it, so another layout is another value, never another code
 * path.
 */
@NullMarked
package io.authflux.schema;

import org.jspecify.annotations.NullMarked;
