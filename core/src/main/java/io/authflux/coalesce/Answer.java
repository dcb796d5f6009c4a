// SPDX-License-Identifier: Apache-2.0
package io.authflux.coalesce;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BaseSubscriber;

/**
 * Turns the end of a {@code Mono} into one call: with its value, with null for none, or with its error. If the first of them
 * throws, that is its error. After a cancel there is none.
 */
final class Answer<T> extends BaseSubscriber<T> {

    private final Consumer<@Nullable T> completed;
    private final Consumer<Throwable> failed;
    private @Nullable T value;

    Answer(Consumer<@Nullable T> completed, Consumer<Throwable> failed) {
        this.completed = completed;
        this.failed = failed;
    }

    @Override
    protected void hookOnNext(T next) {
        value = next;
    }

    @Override
    protected void hookOnComplete() {
        completed.accept(value);
    }

    @Override
    protected void hookOnError(Throwable error) {
        failed.accept(error);
    }
}
