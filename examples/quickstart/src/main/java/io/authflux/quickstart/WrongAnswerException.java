// SPDX-License-Identifier: Apache-2.0
package io.authflux.quickstart;

/** The database answered, and the answer is wrong. The message names rows by number, never by token. */
final class WrongAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongAnswerException(String message) {
        super(message);
    }
}
