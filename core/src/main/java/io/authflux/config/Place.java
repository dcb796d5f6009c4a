// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a database, or one of its copies, is, and who connects to it.
 *
 * @param hosts in the order to try them
 * @param username null if not given
 * @param password null if not given
 * @param database empty if not given
 */
record Place(
        List<Host> hosts,
        @Nullable String username,
        @Nullable Secret password,
        String database) {

    static final Place NOWHERE = new Place(List.of(), null, null, "");

    Place {
        hosts = List.copyOf(hosts);
    }

    static Place of(Host host) {
        return new Place(List.of(host), null, null, "");
    }

    Place withHost(Host host) {
        return withHosts(Stream.concat(hosts.stream(), Stream.of(host)).toList());
    }

    Place withHosts(List<Host> newHosts) {
        return new Place(newHosts, username, password, database);
    }

    Place withUsername(String newUsername) {
        return new Place(hosts, newUsername, password, database);
    }

    Place withPassword(Secret newPassword) {
        return new Place(hosts, username, newPassword, database);
    }

    Place withDatabase(String newDatabase) {
        return new Place(hosts, username, password, newDatabase);
    }

    /** What this says, and where it says nothing, what another does. */
    Place over(Place other) {
        return new Place(
                hosts.isEmpty() ? other.hosts : hosts,
                username == null || username.isEmpty() ? other.username : username,
                password == null || password.value().isEmpty() ? other.password : password,
                database.isEmpty() ? other.database : database);
    }

    /** One for each host. */
    List<Place> each() {
        return hosts.stream()
                .map(host -> new Place(List.of(host), username, password, database))
                .toList();
    }

    /** The same hosts; who connects and to what is taken from another place where it is not given here. */
    Place completedFrom(Place other, String type) {
        boolean nobody = username == null && password == null;
        Place complete = new Place(
                hosts,
                nobody ? other.username : username,
                nobody ? other.password : password,
                database.isEmpty() ? other.database : database);
        return complete.canonical(type);
    }

    /** The one spelling that equal places of a type have in common. */
    Place canonical(String type) {
        return new Place(
                hosts.stream().map(h -> DatabaseTypes.canonical(type, h)).toList(),
                username == null || username.isEmpty() ? null : username,
                password == null || password.value().isEmpty() ? null : password,
                DatabaseTypes.shape(type).canonical(database));
    }

    @Override
    public String toString() {
        return "hosts=" + hosts + ", username=" + username + ", password=" + password + ", database=" + database;
    }
}
