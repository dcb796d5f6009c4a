// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

/** Which servers answer the look-up of a session by its token, which every request makes. */
public enum Lookups {
    /** The one that is written to: every answer is fresh. */
    PRIMARY,
    /**
     * Its copies: a change, such as a sign-out, is seen as late as they see it. What they do not find, and what they cannot
     * answer because they are away, the primary is asked for.
     */
    REPLICA
}
