// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.load;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Something that can be asked, in the shape that whoever answers has. Thread-safe.
 *
 * @param <Q> the type of the question
 * @param <A> the type of the answer
 */
public sealed interface Call<Q, A> {

    /**
     * Answers through a publisher of one value at most.
     *
     * @param <Q> the type of the question
     * @param <A> the type of the answer
     */
    @FunctionalInterface
    non-sealed interface Reactive<Q, A> extends Call<Q, A> {

        /**
         * Asks, once subscribed to.
         *
         * @param question what
         * @return emits the answer
         */
        Publisher<A> ask(Q question);
    }

    /**
     * Answers through a stage.
     *
     * @param <Q> the type of the question
     * @param <A> the type of the answer
     */
    @FunctionalInterface
    non-sealed interface Staged<Q, A> extends Call<Q, A> {

        /**
         * Asks at once.
         *
         * @param question what
         * @return completes with the answer
         */
        CompletionStage<? extends @Nullable A> ask(Q question);
    }

    /**
     * Answers when it returns.
     *
     * @param <Q> the type of the question
     * @param <A> the type of the answer
     */
    @FunctionalInterface
    non-sealed interface Blocking<Q, A> extends Call<Q, A> {

        /**
         * Asks.
         *
         * @param question what
         * @return the answer, null for none
         * @throws Exception if it fails
         */
        @Nullable
        A ask(Q question) throws Exception;
    }
}
