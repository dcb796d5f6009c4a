// SPDX-License-Identifier: Apache-2.0
package io.authflux.ormconfig;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The variables that TypeORM 0.2 and 0.3 are configured with, as the object that they stand for. */
final class TypeOrmVariables {

    private static final Logger LOG = LoggerFactory.getLogger(OrmConfig.class);
    private static final String PREFIX = "TYPEORM_";
    private static final String EXTRA = "DRIVER_EXTRA";
    private static final String LOGGING = "LOGGING";

    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("CONNECTION", "type"),
            Map.entry("URL", "url"),
            Map.entry("HOST", "host"),
            Map.entry("PORT", "port"),
            Map.entry("USERNAME", "username"),
            Map.entry("PASSWORD", "password"),
            Map.entry("DATABASE", "database"),
            Map.entry("SID", "sid"),
            Map.entry("SCHEMA", "schema"),
            Map.entry("SYNCHRONIZE", "synchronize"),
            Map.entry("DROP_SCHEMA", "dropSchema"),
            Map.entry("ENTITY_PREFIX", "entityPrefix"),
            Map.entry("MAX_QUERY_EXECUTION_TIME", "maxQueryExecutionTime"),
            Map.entry("ENTITIES", "entities"),
            Map.entry("SUBSCRIBERS", "subscribers"),
            Map.entry("MIGRATIONS", "migrations"),
            Map.entry("MIGRATIONS_RUN", "migrationsRun"),
            Map.entry("MIGRATIONS_TABLE_NAME", "migrationsTableName"),
            Map.entry("METADATA_TABLE_NAME", "metadataTableName"),
            Map.entry("LOGGER", "logger"),
            Map.entry("CACHE", "cache"));

    /** What TypeORM knows beside these, and nothing here is about. */
    private static final Set<String> MEANINGLESS = Set.of(
            "CACHE_ALWAYS_ENABLED",
            "CACHE_DURATION",
            "CACHE_OPTIONS",
            "DEBUG",
            "ENTITIES_DIR",
            "MIGRATIONS_DIR",
            "SUBSCRIBERS_DIR",
            "UUID_EXTENSION");

    private TypeOrmVariables() {}

    /** Whether they say where the database is, in which case no file is looked at. */
    static boolean decide(Map<String, String> variables) {
        return List.of("CONNECTION", "URL").stream().anyMatch(name -> isGiven(variables.get(PREFIX + name)));
    }

    private static boolean isGiven(@Nullable String value) {
        return value != null && !value.isBlank();
    }

    static Map<String, Object> object(Map<String, String> variables) {
        Map<String, Object> object = new LinkedHashMap<>();
        Set<String> strangers = new TreeSet<>();
        variables.forEach((variable, value) -> {
            if (!variable.startsWith(PREFIX) || !isGiven(value)) {
                return;
            }
            String name = variable.substring(PREFIX.length());
            if (name.equals(EXTRA)) {
                Source json = new Source("the variable " + variable, value);
                object.put("extra", json.object(JsonFormat.parse(json), "for the driver"));
            } else if (name.equals(LOGGING)) {
                object.put("logging", logging(value));
            } else if (OPTIONS.containsKey(name)) {
                object.put(OPTIONS.get(name), value);
            } else if (!MEANINGLESS.contains(name)) {
                strangers.add(variable);
            }
        });
        if (!strangers.isEmpty()) {
            LOG.warn(
                    "TypeORM has no variables {}; it has TYPEORM_ with {}", strangers, new TreeSet<>(OPTIONS.keySet()));
        }
        return object;
    }

    private static Object logging(String value) {
        return value.indexOf(',') < 0
                ? value
                : Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    }
}
