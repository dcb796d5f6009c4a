// SPDX-License-Identifier: Apache-2.0
/** A dialect of one's own. */
@NullMarked
package org.example.dialect;

import org.jspecify.annotations.NullMarked;
