// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TypeORM's object, read strictly: an option has a meaning here, or is known to have none, or is refused. Values are
 * repeated nowhere.
 */
final class TypeOrmObject {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseConfig.class);
    private static final String EXTRA = "extra";
    private static final String REPLICATION = "replication";
    private static final String MASTER = "master";
    private static final String SLAVES = "slaves";
    private static final String SSL = "ssl";

    /** What more than one word is needed to read, whatever the database. */
    private static final Map<String, BiConsumer<TypeOrmObject, Object>> COMMON = Map.of(
            "name",
            (object, value) -> {},
            SSL,
            (object, value) -> TlsObject.readInto(object.config, value, object.meaningless::add),
            EXTRA,
            TypeOrmObject::extra,
            REPLICATION,
            TypeOrmObject::replication,
            "logging",
            (object, value) -> object.config.option(Options.LOGGING, TypeOrmDialects.logs(value)),
            "driver",
            TypeOrmObject::driver);

    /** Options of TypeORM that not every database has a meaning for, which TypeORM does not mind. */
    private static final Map<String, Option<?>> SCOPED = Map.of(
            SSL,
            Options.SSL_MODE,
            "schema",
            Options.SCHEMA,
            "driver",
            Options.DRIVER,
            "applicationName",
            Options.APPLICATION_NAME);

    private final Map<String, Object> object;
    private static final String URL = "url";

    private final TypeOrmAddress address;
    private final String family;
    private final DatabaseConfig.Builder config;
    private final Map<String, BiConsumer<DatabaseConfig.Builder, Object>> ofFamily;
    private final Set<String> known = new TreeSet<>();
    private final Set<String> nothing;
    private final Set<String> meaningless = new TreeSet<>();

    TypeOrmObject(Map<String, ?> given) {
        object = Plain.object("of TypeORM", given);
        Map<String, Object> fields = new LinkedHashMap<>(object);
        fields.putAll(TypeOrmDialects.address(object));
        master().ifPresent(master -> {
            // Where the object's url leads is not where the master is.
            fields.remove(URL);
            fields.putAll(master);
        });
        address = new TypeOrmAddress(fields, Optional.empty());
        config = DatabaseConfig.builder(address.type());
        family = DatabaseTypes.family(address.type());
        ofFamily = TypeOrmDialects.of(family);
        nothing = TypeOrmVocabulary.meaningless(family);
        known.addAll(TypeOrmAddress.NAMES);
        known.addAll(COMMON.keySet());
        known.addAll(ofFamily.keySet());
        Options.all().forEach(option -> known.add(option.name()));
    }

    private Optional<Map<String, Object>> master() {
        return Optional.ofNullable(object.get(REPLICATION))
                .map(value -> Plain.object(REPLICATION, value).get(MASTER))
                .map(value -> Plain.object(MASTER, value));
    }

    DatabaseConfig.Builder toBuilder() {
        object.forEach(this::read);
        address.readInto(config);
        if (!meaningless.isEmpty()) {
            LOG.info("of TypeORM's options these mean nothing here: {}", String.join(", ", meaningless));
        }
        return config;
    }

    private void read(String name, Object value) {
        BiConsumer<TypeOrmObject, Object> common = COMMON.get(name);
        BiConsumer<DatabaseConfig.Builder, Object> special = ofFamily.get(name);
        if (TypeOrmAddress.NAMES.contains(name)) {
            return;
        }
        if (isOutOfScope(name)) {
            meaningless.add(name);
        } else if (special != null) {
            special.accept(config, value);
        } else if (common != null) {
            common.accept(this, value);
        } else if (nothing.contains(name)) {
            meaningless.add(name);
        } else if (!name.startsWith(Settings.EXTRA) && config.settings.knows(name)) {
            option(name, value);
        } else {
            throw TypeOrmVocabulary.unknown(name, known);
        }
    }

    private boolean isOutOfScope(String name) {
        Option<?> option = SCOPED.get(name);
        return option != null && !OptionScope.includes(option, family);
    }

    private void option(String name, Object value) {
        config.option(name, Plain.scalar(name, value, config.settings.expected(name)));
    }

    /** TypeORM's is a program, ours is a name. */
    private void driver(Object value) {
        if (value instanceof String name) {
            config.option(Options.DRIVER, name);
        } else {
            meaningless.add("driver");
        }
    }

    private void extra(Object value) {
        Plain.object(EXTRA, value).forEach((name, one) -> {
            String shared = TypeOrmDialects.EXTRAS.getOrDefault(name, name);
            if (isOutOfScope(shared)) {
                meaningless.add(Settings.EXTRA + name);
            } else if (name.equals(SSL)) {
                TlsObject.readInto(config, one, part -> meaningless.add(Settings.EXTRA + part));
            } else if (Options.find(shared).isPresent()) {
                option(shared, one);
            } else if (TypeOrmVocabulary.isNodes(name)) {
                meaningless.add(Settings.EXTRA + name);
            } else {
                config.extra(name, Plain.scalar(Settings.EXTRA + name, one, "a text, a number, true or false"));
            }
        });
    }

    private void replication(Object value) {
        Map<String, Object> replication = Plain.object(REPLICATION, value);
        if (replication.remove(MASTER) == null) {
            throw Plain.expected(REPLICATION, "an object with master and slaves");
        }
        Object ssl = master().orElse(Map.of()).getOrDefault(SSL, object.getOrDefault(SSL, ""));
        if (!object.getOrDefault(SSL, ssl).equals(ssl)) {
            throw new ConfigurationException("the master's ssl is not that beside it: leave one of them out");
        }
        if (!object.containsKey(SSL) && !ssl.equals("")) {
            TlsObject.readInto(config, ssl, part -> meaningless.add(MASTER + "." + part));
        }
        TypeOrmVocabulary.requirePlace(REPLICATION + "." + MASTER, master().orElse(Map.of()), meaningless::add);
        Object slaves = replication.remove(SLAVES);
        if (slaves != null) {
            Plain.list(SLAVES, slaves).forEach(slave -> config.replica(slave(slave, ssl)));
        }
        replication.keySet().forEach(name -> meaningless.add(TypeOrmVocabulary.requireReplications(name)));
    }

    private DatabaseConfig slave(@Nullable Object value, Object ssl) {
        Map<String, Object> fields = Plain.object(SLAVES, Objects.requireNonNullElse(value, ""));
        TypeOrmVocabulary.requirePlace(REPLICATION + "." + SLAVES, fields, meaningless::add);
        if (!fields.getOrDefault(SSL, ssl).equals(ssl)) {
            throw new ConfigurationException("a slave has the ssl of its master: leave it out there");
        }
        TypeOrmAddress copy = new TypeOrmAddress(fields, Optional.of(address.type()));
        DatabaseConfig.Builder where = DatabaseConfig.builder(copy.type());
        copy.readInto(where);
        DatabaseConfig config = where.build();
        if (config.hosts().isEmpty() || !copy.type().equals(address.type())) {
            throw Plain.expected(SLAVES, "objects with a host, of the type of the master");
        }
        return config;
    }
}
