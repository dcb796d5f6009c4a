// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.statement;

/** A connection that has something to ask the server before it goes back to its pool, unless it is told that all is well. */
public interface QuietRelease {

    /**
     * Everything that was asked has been answered to its end: the next time, and only then, it may go back without a word. To
     * be called by whoever has the connection, before it is closed.
     */
    void allAnswered();
}
