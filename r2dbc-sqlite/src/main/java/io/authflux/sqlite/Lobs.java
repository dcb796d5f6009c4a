// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.r2dbc.spi.Blob;
import io.r2dbc.spi.Clob;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads streamed arguments to their end: SQLite takes a value whole. */
final class Lobs {

    private Lobs() {}

    static Mono<List<@Nullable Object[]>> read(List<@Nullable Object[]> runs) {
        return Flux.fromIterable(runs).concatMap(Lobs::readAll).collectList();
    }

    private static Mono<@Nullable Object[]> readAll(@Nullable Object[] values) {
        @Nullable Object[] read = values.clone();
        return Flux.range(0, read.length)
                .concatMap(i -> {
                    if (read[i] instanceof Blob blob) {
                        return bytes(blob).doOnNext(value -> read[i] = value).then();
                    }
                    if (read[i] instanceof Clob clob) {
                        return text(clob).doOnNext(value -> read[i] = value).then();
                    }
                    return Mono.empty();
                })
                .then(Mono.just(read));
    }

    private static Mono<byte[]> bytes(Blob blob) {
        return Flux.from(blob.stream())
                .reduceWith(ByteArrayOutputStream::new, Lobs::append)
                .map(ByteArrayOutputStream::toByteArray);
    }

    private static ByteArrayOutputStream append(ByteArrayOutputStream all, ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        all.writeBytes(bytes);
        return all;
    }

    private static Mono<String> text(Clob clob) {
        return Flux.from(clob.stream())
                .reduceWith(StringBuilder::new, StringBuilder::append)
                .map(StringBuilder::toString);
    }
}
