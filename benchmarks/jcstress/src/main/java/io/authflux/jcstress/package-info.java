// SPDX-License-Identifier: Apache-2.0
/** What two threads may see of {@link io.authflux.coalesce.Coalescer}, tried by jcstress in every order it finds. */
@NullMarked
package io.authflux.jcstress;

import org.jspecify.annotations.NullMarked;
