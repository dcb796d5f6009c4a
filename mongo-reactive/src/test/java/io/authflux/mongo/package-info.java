// SPDX-License-Identifier: Apache-2.0
/** Tests of the MongoDB adapter: the contract, and what is MongoDB's own. */
@NullMarked
package io.authflux.mongo;

import org.jspecify.annotations.NullMarked;
