// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.load;

/** What came is not what was asked for. */
final class WrongAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongAnswerException(int number, boolean nothing) {
        super("number " + number + " was answered with " + (nothing ? "nothing" : "something else"));
    }
}
