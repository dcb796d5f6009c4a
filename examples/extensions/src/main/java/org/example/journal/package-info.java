// SPDX-License-Identifier: Apache-2.0
/** An adapter of one's own, on what is no database: a file that is only ever appended to. */
@NullMarked
package org.example.journal;

import org.jspecify.annotations.NullMarked;
