// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.config;

/** What opening a database file may do. */
public enum OpenMode {
    /** Read and write; a missing file is created. */
    READ_WRITE_CREATE,
    /** Read and write; a missing file is an error. */
    READ_WRITE,
    /** Only read; a missing file is an error, and so is every write. */
    READ_ONLY
}
