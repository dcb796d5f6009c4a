// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Options of TypeORM that mean something to one family of databases alone, or say it in other words than ours. */
final class TypeOrmDialects {

    /** What Node's pools call what is an option of ours. */
    static final Map<String, String> EXTRAS = Map.of(
            "connectionTimeoutMillis", "connectTimeout",
            "statement_timeout", "statementTimeout",
            "query_timeout", "statementTimeout",
            "acquireTimeoutMillis", "poolAcquireTimeout",
            "maxLifetimeMillis", "poolMaxLifetime",
            "fallback_application_name", "applicationName");

    private static final String WRITE_CONCERN = "writeConcern";
    private static final String READ_CONCERN = "readConcern";
    private static final String HOST_REPLICA_SET = "hostReplicaSet";
    private static final String LOCATION = "location";
    private static final String OPEN_MODE = "openMode";
    private static final String READ_ONLY = "READ_ONLY";
    private static final String READ_WRITE = "READ_WRITE";
    private static final String DOMAIN = "domain";
    private static final String SERVICE_NAME = "serviceName";
    private static final String TRUST = "trustServerCertificate";

    private static final Map<String, Map<String, BiConsumer<DatabaseConfig.Builder, Object>>> BY_FAMILY = Map.of(
            "mysql", Map.of("timezone", (config, value) -> requireUtc(value)),
            "sqlite",
                    Map.of(
                            LOCATION,
                            (config, value) -> {},
                            "key",
                            (config, value) -> {
                                throw new ConfigurationException("encrypted SQLite files cannot be opened");
                            },
                            "timeout",
                            (config, value) -> busyTimeout(config, "timeout", value),
                            "busyTimeout",
                            (config, value) -> busyTimeout(config, "busyTimeout", value),
                            "readonly",
                            (config, value) -> open(config, Plain.truth("readonly", value), READ_ONLY),
                            "fileMustExist",
                            (config, value) -> open(config, Plain.truth("fileMustExist", value), READ_WRITE)),
            "mssql",
                    Map.of(
                            "options",
                            TypeOrmDialects::tedious,
                            "pool",
                            TypeOrmDialects::pool,
                            // Whether it can be done is for the driver to say.
                            DOMAIN,
                            (config, value) -> config.extra(DOMAIN, Plain.text(DOMAIN, value))),
            "oracle",
                    Map.of(
                            SERVICE_NAME,
                            (config, value) -> config.database(Plain.text(SERVICE_NAME, value)),
                            "sid",
                            (config, value) -> {
                                throw new ConfigurationException(
                                        "a sid cannot be connected to: give the database's serviceName");
                            }),
            "mongodb",
                    Map.of(
                            HOST_REPLICA_SET,
                            (config, value) -> {},
                            WRITE_CONCERN,
                            (config, value) -> Plain.object(WRITE_CONCERN, value)
                                    .forEach((name, one) -> option(config, name, one)),
                            READ_CONCERN,
                            (config, value) -> option(
                                    config,
                                    "readConcernLevel",
                                    value instanceof Map
                                            ? Plain.object(READ_CONCERN, value).getOrDefault("level", "")
                                            : value),
                            "sslValidate",
                            (config, value) -> validate(config, Plain.truth("sslValidate", value)),
                            "sslCA",
                            (config, value) -> config.option("sslCa", TlsObject.authorities("sslCA", value)),
                            "sslCert",
                            (config, value) -> config.option("sslCert", TlsObject.pem("sslCert", value)),
                            "sslKey",
                            (config, value) -> config.option("sslKey", TlsObject.pem("sslKey", value)),
                            "sslPass",
                            (config, value) -> config.option("sslKeyPassword", Plain.text("sslPass", value))));

    private TypeOrmDialects() {}

    static Map<String, BiConsumer<DatabaseConfig.Builder, Object>> of(String family) {
        return BY_FAMILY.getOrDefault(family, Map.of());
    }

    /** What is an address, in other words. */
    static Map<String, Object> address(Map<String, Object> object) {
        Object hosts = object.get(HOST_REPLICA_SET);
        if (hosts != null) {
            return Map.of("host", hosts, "port", 0);
        }
        // Phones have a folder of a name there, beside the file; sql.js has the file itself, and bytes as its database.
        Object location = object.get(LOCATION);
        return "sqljs".equals(object.get("type")) && location != null ? Map.of("database", location) : Map.of();
    }

    /** TypeORM logs statements for {@code true}, {@code "all"}, and a list that has {@code "query"} in it. */
    static boolean logs(Object value) {
        List<?> kinds = value instanceof List<?> list ? list : List.of(value);
        return kinds.stream().anyMatch(kind -> "all".equals(kind) || "query".equals(kind))
                || (!(value instanceof List) && !isKind(value) && Plain.truth("logging", value));
    }

    private static boolean isKind(Object value) {
        return List.of("error", "schema", "warn", "info", "log", "migration").contains(value);
    }

    private static void requireUtc(Object value) {
        if (!List.of("Z", "+00:00", "-00:00", "UTC").contains(value)) {
            throw Plain.expected("timezone", "Z, as NextAuth sets it: instants are stored in UTC and in no other zone");
        }
    }

    private static void busyTimeout(DatabaseConfig.Builder config, String name, Object value) {
        Duration wait = Values.DURATION_OR_ZERO.parse(Plain.scalar(name, value, Values.DURATION_OR_ZERO.expected()));
        if (wait == null) {
            throw Plain.expected(name, Values.DURATION_OR_ZERO.expected());
        }
        config.extra("busyTimeout", wait.toString());
    }

    /** A file that is only read is not made either. */
    private static void open(DatabaseConfig.Builder config, boolean wanted, String mode) {
        if (wanted && !READ_ONLY.equals(config.settings.extra().get(OPEN_MODE))) {
            config.settings.replaceExtra(OPEN_MODE, mode);
        }
    }

    private static void validate(DatabaseConfig.Builder config, boolean wanted) {
        if (!wanted) {
            config.option("tlsAllowInvalidCertificates", "true");
        }
    }

    private static void option(DatabaseConfig.Builder config, String name, Object value) {
        config.option(name, Plain.scalar(name, value, config.settings.expected(name)));
    }

    private static void pool(DatabaseConfig.Builder config, Object value) {
        Plain.object("pool", value).forEach((name, one) -> {
            String shared = EXTRAS.getOrDefault(name, name);
            if (Options.find(shared).isPresent()) {
                option(config, shared, one);
            }
        });
    }

    /** What Node's driver for SQL Server takes; {@code instanceName} and its like go to the driver as they are. */
    private static void tedious(DatabaseConfig.Builder config, Object value) {
        Map<String, Object> options = Plain.object("options", value);
        boolean trusting = Plain.truth(TRUST, options.getOrDefault(TRUST, false));
        Object encrypt = options.get("encrypt");
        if (encrypt != null) {
            String mode = trusting ? "require" : "verify-full";
            config.option("sslMode", Plain.truth("encrypt", encrypt) ? mode : "disable");
        }
        if (!Plain.truth("useUTC", options.getOrDefault("useUTC", true))) {
            throw Plain.expected("useUTC", "true: instants are stored in UTC and in no other zone");
        }
        Object instance = options.get("instanceName");
        if (instance != null) {
            config.extra("instanceName", Plain.text("instanceName", instance));
        }
    }
}
