// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

/** What a database's error code means to the caller. */
public enum Fault {
    /** A unique key was violated. */
    UNIQUE,
    /** A foreign key was violated. */
    REFERENCE,
    /** A deadlock, a lost race or a lock that did not come free: the call can be tried again. */
    CONCURRENT,
    /** The statement took too long. */
    TIMEOUT,
    /** The server cannot be reached, is starting or stopping, or the connection broke. */
    UNAVAILABLE,
    /** User name or password is wrong, or the user may not connect. */
    ACCESS_DENIED,
    /** There is no such database. */
    NO_SUCH_DATABASE,
    /** The object that was to be created is there already. */
    ALREADY_EXISTS,
    /** Anything else. */
    FAILURE
}
