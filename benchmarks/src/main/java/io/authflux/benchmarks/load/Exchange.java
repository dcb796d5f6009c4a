// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.load;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What callers ask over and over, each time with a number drawn at random.
 *
 * @param call who answers
 * @param numbers how many numbers there are
 * @param question what is asked for a number
 * @param check tells right answers
 * @param <Q> the type of the question
 * @param <A> the type of the answer
 */
public record Exchange<Q, A>(Call<Q, A> call, int numbers, IntFunction<Q> question, Check<A> check) {

    /**
     * Tells right answers.
     *
     * @param <A> the type of the answer
     */
    @FunctionalInterface
    public interface Check<A> {

        /**
         * Judges.
         *
         * @param number what was asked for
         * @param answer what came, null for nothing
         * @return whether it is right
         */
        boolean isRight(int number, @Nullable A answer);
    }

    int draw() {
        return ThreadLocalRandom.current().nextInt(numbers);
    }
}
