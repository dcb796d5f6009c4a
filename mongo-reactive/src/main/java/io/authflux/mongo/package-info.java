// SPDX-License-Identifier: Apache-2.0
/**
 * The MongoDB adapter: {@link io.authflux.mongo.MongoAdapter} for callers who bring their own client, and a provider
 * that opens {@code mongodb://} and {@code mongodb+srv://} URLs. Documents are those of NextAuth v3's TypeORM adapter.
 */
@NullMarked
package io.authflux.mongo;

import org.jspecify.annotations.NullMarked;
