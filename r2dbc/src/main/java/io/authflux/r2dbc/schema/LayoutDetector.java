// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.schema;

import io.authflux.error.SchemaMismatchException;
import io.authflux.r2dbc.dialect.Dialect;
import io.authflux.r2dbc.statement.Statements;
import io.authflux.schema.Column;
import io.authflux.schema.Entity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds out whose tables are there. Looks, and touches nothing. */
public final class LayoutDetector {

    private static final Logger LOG = LoggerFactory.getLogger(LayoutDetector.class);

    private LayoutDetector() {}

    /** A layout and how well the tables fit it. */
    private record Fit(TableLayout layout, List<String> obstacles, int strangeness) {

        boolean fits() {
            return obstacles.isEmpty();
        }

        String explain() {
            return layout.name() + (fits() ? " fits" : " does not: " + String.join("; ", obstacles));
        }
    }

    /**
     * Picks the layout that the tables have.
     *
     * @param statements where to look
     * @param dialect the dialect
     * @param candidates the layouts that it may be
     * @return emits one; fails with {@link SchemaMismatchException} if none fits or several fit equally well, and says
     *     which and why
     */
    public static Mono<TableLayout> detect(Statements statements, Dialect dialect, List<TableLayout> candidates) {
        return Flux.fromStream(() ->
                        candidates.stream().map(TableLayout::databaseSchema).distinct())
                .concatMap(schema -> Catalog.read(statements, dialect, schema).map(found -> Map.entry(schema, found)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(found -> pick(candidates.stream()
                        .map(c -> fit(c, found.getOrDefault(c.databaseSchema(), new Catalog(Map.of())), dialect))
                        .toList()));
    }

    private static TableLayout pick(List<Fit> fits) {
        List<Fit> fitting = fits.stream()
                .filter(Fit::fits)
                .sorted(Comparator.comparingInt(Fit::strangeness))
                .toList();
        if (fitting.isEmpty()) {
            throw new SchemaMismatchException(
                    "layout=auto found no layout that the tables fit; name one, or describe the tables with a schema",
                    closest(fits));
        }
        Fit best = fitting.get(0);
        List<Fit> equal = fitting.stream()
                .filter(f -> f.strangeness() == best.strangeness())
                .toList();
        if (equal.size() > 1) {
            throw new SchemaMismatchException(
                    "layout=auto found several layouts that the tables fit equally well; name one of them",
                    equal.stream().map(Fit::explain).toList());
        }
        LOG.info("the tables have the layout {}", best.layout().name());
        return best.layout();
    }

    /** Those that come near; if there are no tables at all, that is all there is to say. */
    private static List<String> closest(List<Fit> fits) {
        int least = fits.stream().mapToInt(f -> f.obstacles().size()).min().orElse(0);
        return fits.stream()
                .filter(f -> f.obstacles().size() <= least + 1)
                .map(Fit::explain)
                .toList();
    }

    private static Fit fit(TableLayout layout, Catalog found, Dialect dialect) {
        Plan plan = Plan.of(layout.schema(), found, dialect, new Ddl(dialect, layout));
        List<String> obstacles = new ArrayList<>(plan.missing());
        obstacles.addAll(plan.differences());
        int strangeness = layout.schema().tables().stream()
                .flatMap(entity -> found.table(entity.table()).stream().map(table -> strangeness(entity, table)))
                .mapToInt(Integer::intValue)
                .sum();
        return new Fit(layout, obstacles, strangeness);
    }

    /** Columns that only one side knows, and types that the layout's adapter would have declared otherwise. */
    private static int strangeness(Entity entity, Catalog.Table table) {
        int strange = 0;
        Set<String> unknown = new HashSet<>(table.columns().keySet());
        for (Column ours : entity.columns()) {
            Catalog.Column there = table.columns().get(ours.name());
            unknown.remove(ours.name());
            boolean otherwise =
                    there != null && ours.declared() != null && !TypeSpelling.isSame(ours.declared(), there.type());
            strange += there == null || otherwise ? 1 : 0;
        }
        return strange + unknown.size();
    }
}
