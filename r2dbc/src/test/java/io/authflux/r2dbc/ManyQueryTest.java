// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.authflux.layout.Family;
import io.authflux.layout.Layouts;
import io.authflux.model.SessionWithUser;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.r2dbc.dialect.Dialects;
import io.authflux.r2dbc.schema.SchemaState;
import io.authflux.schema.EntityKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManyQueryTest {

    private static ManyQuery<SessionWithUser> sessions(String name, int most) {
        Dialect dialect = Dialects.named(name).orElseThrow();
        SchemaState state = new SchemaState(
                Layouts.nextAuth().on(Family.of(name)), Set.of(EntityKind.values()), Map.of(), Map.of(), Map.of());
        return new Tables(dialect, "", state).sessionsWithUser(most);
    }

    private static List<String> keys(int size) {
        return IntStream.range(0, size).mapToObj(i -> "token" + i).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100, 256, 1_000})
    void everyNumberOfKeysHasAShapeThatTakesThem(int most) {
        ManyQuery<SessionWithUser> query = sessions("mysql", most);

        for (int size = 1; size <= most; size++) {
            List<String> keys = keys(size);
            Object[] arguments = query.arguments(keys);

            // The last parameter is the instant.
            assertThat(query.query(size).parameters()).hasSize(arguments.length + 1);
            assertThat(List.of(arguments).subList(0, size)).isEqualTo(keys);
            assertThat(List.of(arguments).subList(size, arguments.length)).allMatch(keys.get(size - 1)::equals);
        }
    }

    @Test
    void fewShapesAreFilledUpByAQuarterAtMost() {
        Set<Integer> shapes =
                IntStream.rangeClosed(1, 256).map(ManyQuery::filledUp).boxed().collect(Collectors.toSet());

        assertThat(shapes).hasSize(28).contains(1, 2, 4, 8, 16, 32, 64, 128, 160, 192, 224, 256);
        assertThat(IntStream.rangeClosed(1, 1 << 14))
                .allSatisfy(size -> assertThat(ManyQuery.filledUp(size)).isBetween(size, size + size / 4));
    }

    @Test
    void anArrayIsOneShapeForAllNumbers() {
        ManyQuery<SessionWithUser> query = sessions("postgres", 256);

        assertThat(query.query(3)).isSameAs(query.query(200));
        assertThat(query.arguments(keys(3))).containsExactly((Object) keys(3).toArray());
    }
}
