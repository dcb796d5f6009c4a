// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The part of TypeORM's object that says where the database is and who connects. Nothing in it is decoded but its {@code
 * url}, and what that says wins over what stands beside it, as with TypeORM.
 */
final class TypeOrmAddress {

    static final Set<String> NAMES =
            Set.of("type", "url", "host", "socketPath", "port", "username", "user", "password", "database", "dbname");

    private static final String MONGODB = "mongodb";
    private static final String PORTS = "a whole number from 1 to 65535";

    private final Map<String, Object> fields;
    private final Optional<ConnectionUrl> url;
    private final String type;

    /** {@code fallback} is the type of an address that gives none, null if it must. */
    TypeOrmAddress(Map<String, Object> fields, Optional<String> fallback) {
        this.fields = fields;
        Optional<ConnectionUrl> given = text("url").map(ConnectionUrl::new);
        this.type = text("type")
                .or(() -> fallback)
                .map(DatabaseTypes::canonical)
                .map(wanted -> given.map(u -> reconciled(wanted, u.type())).orElse(wanted))
                .or(() -> given.map(ConnectionUrl::type))
                .orElseThrow(() -> new ConfigurationException(
                        "the object must name the type of the database, as in {\"type\": \"postgres\"}"));
        this.url = given.map(u -> u.as(type));
    }

    /** The type decides, as with TypeORM; but which of its two addresses a MongoDB has, only the URL can say. */
    private static String reconciled(String wanted, String inUrl) {
        String family = DatabaseTypes.family(wanted);
        if (!family.equals(DatabaseTypes.family(inUrl))) {
            throw new ConfigurationException(
                    "the object contradicts itself: its type is " + wanted + ", and that of its url is " + inUrl);
        }
        return family.equals(MONGODB) ? inUrl : wanted;
    }

    String type() {
        return type;
    }

    void readInto(DatabaseConfig.Builder config) {
        first("username", "user").ifPresent(config::username);
        first("password").ifPresent(config::password);
        first("database", "dbname").ifPresent(config::database);
        first("socketPath", "host").ifPresent(hosts -> config.place = config.place.withHosts(hosts(hosts)));
        url.map(ConnectionUrl::toBuilder).ifPresent(said -> overlay(config, said));
        Optional.ofNullable(fields.get("port")).map(TypeOrmAddress::port).ifPresent(port -> setPort(config, port));
    }

    private static void overlay(DatabaseConfig.Builder config, DatabaseConfig.Builder said) {
        config.place = said.place.over(config.place);
        config.settings.overlay(said.settings);
    }

    private static void setPort(DatabaseConfig.Builder config, int port) {
        List<Host> hosts = config.place.hosts().isEmpty() ? List.of(new Host("localhost", 0)) : config.place.hosts();
        config.place = config.place.withHosts(
                hosts.stream().map(h -> new Host(h.name(), h.portOr(port))).toList());
    }

    private static int port(Object value) {
        String text = Plain.scalar("port", value, PORTS);
        if (!text.matches("\\d{1,5}")) {
            throw Plain.expected("port", PORTS);
        }
        return Integer.parseInt(text);
    }

    /** Unlike in a URL, an IPv6 address may stand without brackets. */
    private static List<Host> hosts(String text) {
        if (text.startsWith("/")) {
            return List.of(new Host(text, 0));
        }
        List<Host> hosts = new ArrayList<>();
        for (String host : text.split(",", -1)) {
            String name = host.strip();
            boolean bare = name.indexOf(':') != name.lastIndexOf(':') && !name.startsWith("[");
            hosts.addAll(bare ? List.of(new Host(name, 0)) : ServerAddress.hosts(name));
        }
        return hosts;
    }

    private Optional<String> first(String... names) {
        return Stream.of(names).flatMap(name -> text(name).stream()).findFirst();
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(fields.get(name))
                .map(value -> Plain.text(name, value))
                .filter(text -> !text.isEmpty());
    }
}
