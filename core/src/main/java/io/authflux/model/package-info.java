// SPDX-License-Identifier: Apache-2.0
/**
 * What is stored: immutable records for users, accounts, sessions, verification tokens and authenticators, and the
 * inputs that make them. Whatever is a secret prints as {@code <hidden>}.
 */
@NullMarked
package io.authflux.model;

import org.jspecify.annotations.NullMarked;
