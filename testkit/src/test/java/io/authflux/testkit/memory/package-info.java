// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.authflux.testkit.memory;

import org.jspecify.annotations.NullMarked;
