// SPDX-License-Identifier: Apache-2.0
/**
 * The tables of the adapters of NextAuth.js, Auth.js and better-auth, one file each. A {@link io.authflux.layout.Layout} is
 * data: the schema that an adapter declares on each family of databases.
 */
@NullMarked
package io.authflux.layout;

import org.jspecify.annotations.NullMarked;
