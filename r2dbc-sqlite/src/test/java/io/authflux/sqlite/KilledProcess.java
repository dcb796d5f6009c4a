// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import io.authflux.sqlite.config.SqliteConnectionConfiguration;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The other side of {@link KillTest}: commits from four connections for ever, and says each commit aloud. */
final class KilledProcess {

    private KilledProcess() {}

    public static void main(String[] arguments) {
        SqliteConnectionFactory factory = new SqliteConnectionFactory(
                SqliteConnectionConfiguration.file(Path.of(arguments[0])).build());
        long start = Long.parseLong(arguments[1]);
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        Flux.range(0, 4)
                .flatMap(lane -> Flux.usingWhen(
                        factory.create(),
                        connection -> Flux.<Long, Long>generate(() -> start + lane, (id, sink) -> {
                                    sink.next(id);
                                    return id + 4;
                                })
                                .concatMap(
                                        id -> Mono.from(connection.beginTransaction())
                                                .then(Sql.update(connection, "INSERT INTO a VALUES (?)", id))
                                                .then(Sql.update(connection, "INSERT INTO b VALUES (?)", id))
                                                .then(Mono.from(connection.commitTransaction()))
                                                .doOnSuccess(done -> say(out, id)),
                                        1),
                        io.r2dbc.spi.Connection::close))
                .blockLast();
    }

    private static void say(FileOutputStream out, long id) {
        try {
            out.write((id + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
