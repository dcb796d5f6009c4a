// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.authflux.testkit.database;

import org.jspecify.annotations.NullMarked;
