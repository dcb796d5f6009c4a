// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.authflux.testkit;

import org.jspecify.annotations.NullMarked;
