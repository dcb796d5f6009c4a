// SPDX-License-Identifier: Apache-2.0
/**
 * The policy that NextAuth.js builds on its stores: how long sessions live and when they are refreshed, and how an
 * e-mail link is made and checked.
 */
@NullMarked
package io.authflux.session;

import org.jspecify.annotations.NullMarked;
