// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import io.authflux.layout.Family;
import io.authflux.layout.Layout;
import io.authflux.layout.Layouts;
import io.authflux.testkit.AdapterContract;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract on the collections of the other adapters. */
@ParameterizedClass
@MethodSource("layouts")
record MongoLayoutsTest(Layout layout) implements MongoFixture, AdapterContract {

    private static @Nullable JavaServer server;
    private static @Nullable MongoBench bench;

    static Stream<Layout> layouts() {
        return Stream.of(Layouts.authJsMongoDb(), Layouts.authJsPrisma())
                .filter(layout -> layout.schemas().containsKey(Family.MONGODB));
    }

    @BeforeParameterizedClassInvocation
    static void start(Layout layout) {
        server = JavaServer.start();
        bench = MongoBench.on(server.url(), layout);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        Objects.requireNonNull(bench).close();
        Objects.requireNonNull(server).close();
    }

    @Override
    public MongoBench bench() {
        return Objects.requireNonNull(bench);
    }

    @Override
    public int races() {
        return 10;
    }

    @Override
    public int cancelledLookups() {
        return 500;
    }
}
