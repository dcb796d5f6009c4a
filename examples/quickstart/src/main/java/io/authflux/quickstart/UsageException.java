// SPDX-License-Identifier: Apache-2.0
package io.authflux.quickstart;

/** The command line cannot be right. The message is one sentence for who typed it, and repeats no URL. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
