// SPDX-License-Identifier: Apache-2.0
package io.authflux.ormconfig;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * {@code ormconfig.yml}: an object whose keys are the names of the connections. YAML 1.2, as Node's reader has it: {@code
 * no} is a text. As there, {@code <<} takes in another object.
 */
final class YamlFormat implements Format {

    private static final String MERGE = "<<";

    /** More references, or deeper objects, than a file with connections can want: each may multiply what it refers to. */
    private static final int MAX_ALIASES = 20;

    private static final int MAX_DEPTH = 10;

    @Override
    public Map<String, Map<String, Object>> read(Source source) {
        Map<String, Map<String, Object>> connections = new LinkedHashMap<>();
        Object root = parse(source);
        if (root == null) {
            return connections;
        }
        String expected = "under the name of each connection, as in default: {type: postgres}";
        source.object(root, expected)
                .forEach((name, options) ->
                        source.add(connections, name, merged(source, source.object(options, expected), 0)));
        return connections;
    }

    private static @Nullable Object parse(Source source) {
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(MAX_ALIASES)
                .build();
        try {
            return new Load(settings).loadFromString(source.text());
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark();
            throw source.unreadable(
                    "YAML",
                    mark.map(m -> m.getLine() + 1).orElse(-1),
                    mark.map(m -> m.getColumn() + 1).orElse(-1));
        } catch (YamlEngineException e) {
            throw source.unreadable("YAML", -1, -1);
        }
    }

    /** What stands in the object itself wins, and then what is taken in first. */
    private static Map<String, Object> merged(Source source, Map<?, ?> object, int depth) {
        if (depth > MAX_DEPTH) {
            throw source.wrong("has objects in each other, deeper than a configuration can be");
        }
        Map<String, Object> all = new LinkedHashMap<>();
        object.forEach((key, value) -> {
            if (!MERGE.equals(key)) {
                all.put(
                        String.valueOf(key),
                        value instanceof Map<?, ?> inner ? merged(source, inner, depth + 1) : value);
            }
        });
        Object others = object.get(MERGE);
        for (Object other : others instanceof List<?> list ? list : others == null ? List.of() : List.of(others)) {
            if (other instanceof Map<?, ?> map) {
                merged(source, map, depth + 1).forEach(all::putIfAbsent);
            }
        }
        return all;
    }
}
