// SPDX-License-Identifier: Apache-2.0
package io.authflux.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdsTest {

    private static final Instant NOW = Instant.parse("2026-01-31T09:30:00.123Z");

    static Stream<Arguments> forms() {
        return Stream.of(
                form("uuid v4", Ids::uuidV4, "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"),
                form("uuid v7", () -> Ids.uuidV7(NOW), "019c1363-4a3b-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"),
                form("cuid", () -> Ids.cuid(NOW), "c[0-9a-z]{24}"),
                form("cuid2", Ids::cuid2, "[a-z][0-9a-z]{23}"),
                form("ulid", () -> Ids.ulid(NOW), "01[0-9A-HJKMNP-TV-Z]{24}"),
                form("ObjectId", () -> Ids.objectId(NOW), "697dcb98[0-9a-f]{16}"),
                form("better-auth", Ids::alphanumeric, "[A-Za-z0-9]{32}"));
    }

    private static Arguments form(String name, Supplier<String> maker, String pattern) {
        return Arguments.of(name, maker, pattern);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void everyIdHasItsFormAndIsNew(String name, Supplier<String> maker, String pattern) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            String id = maker.get();
            assertThat(id).as(name).matches(pattern);
            assertThat(seen.add(id)).as(name).isTrue();
        }
    }

    /** What begins with the time sorts by it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("sorted")
    void laterIsGreater(String name, java.util.function.Function<Instant, String> maker) {
        assertThat(maker.apply(NOW.plusMillis(1_000))).as(name).isGreaterThan(maker.apply(NOW));
        assertThat(UUID.fromString(Ids.uuidV7(NOW)).version()).isEqualTo(7);
    }

    static Stream<Arguments> sorted() {
        return Stream.of(
                Arguments.of("uuid v7", (java.util.function.Function<Instant, String>) Ids::uuidV7),
                Arguments.of("cuid", (java.util.function.Function<Instant, String>) Ids::cuid),
                Arguments.of("ulid", (java.util.function.Function<Instant, String>) Ids::ulid),
                Arguments.of("ObjectId", (java.util.function.Function<Instant, String>) Ids::objectId));
    }
}
