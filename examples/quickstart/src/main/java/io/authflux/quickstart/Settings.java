// SPDX-License-Identifier: Apache-2.0
package io.authflux.quickstart;

import java.util.Optional;

/**
 * What to do.
 *
 * @param url which database; empty for the default, which is {@link Databases#DEFAULT}
 * @param users how many users to sign up
 * @param lookups how many session lookups to measure
 * @param concurrency how many calls are under way at a time
 * @param json whether to print the report as JSON
 * @param trace whether to print stack traces
 * @param help whether to print the help, and nothing else
 */
record Settings(
        Optional<String> url, int users, int lookups, int concurrency, boolean json, boolean trace, boolean help) {

    static final int DEFAULT_USERS = 1_000;
    static final int DEFAULT_LOOKUPS = 10_000;
    static final int DEFAULT_CONCURRENCY = 64;

    static final int MAX_USERS = 1_000_000;
    static final int MAX_LOOKUPS = 100_000_000;
    static final int MAX_CONCURRENCY = 10_000;
}
