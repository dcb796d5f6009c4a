// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a database and its copies are, and who connects.
 *
 * @param hosts in the order to try them
 * @param username null if not given
 * @param password null if not given
 * @param database empty if not given
 * @param replicas the copies, each with one host
 */
record Place(
        List<Host> hosts,
        @Nullable String username,
        @Nullable Secret password,
        String database,
        List<Place> replicas) {

    static final Place NOWHERE = new Place(List.of(), null, null, "", List.of());

    Place {
        hosts = List.copyOf(hosts);
        replicas = List.copyOf(replicas);
    }

    static Place of(Host host) {
        return NOWHERE.withHost(host);
    }

    Place withHost(Host host) {
        return withHosts(joined(hosts, List.of(host)));
    }

    Place withHosts(List<Host> newHosts) {
        return new Place(newHosts, username, password, database, replicas);
    }

    Place withUsername(String newUsername) {
        return new Place(hosts, newUsername, password, database, replicas);
    }

    Place withPassword(Secret newPassword) {
        return new Place(hosts, username, newPassword, database, replicas);
    }

    Place withDatabase(String newDatabase) {
        return new Place(hosts, username, password, newDatabase, replicas);
    }

    /** Each host of another place becomes a copy. */
    Place withReplica(Place copy) {
        List<Place> copies = copy.hosts.stream()
                .map(host -> new Place(List.of(host), copy.username, copy.password, copy.database, List.of()))
                .toList();
        return new Place(hosts, username, password, database, joined(replicas, copies));
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    boolean isRemote() {
        return !hosts.isEmpty() || !replicas.isEmpty();
    }

    /** What this says, and where it says nothing, what another does. */
    Place over(Place other) {
        return new Place(
                hosts.isEmpty() ? other.hosts : hosts,
                username == null || username.isEmpty() ? other.username : username,
                password == null || password.value().isEmpty() ? other.password : password,
                database.isEmpty() ? other.database : database,
                joined(other.replicas, replicas));
    }

    /** The one spelling that equal places of a type have in common; a copy says everything itself. */
    Place canonical(String type) {
        return new Place(
                hosts.stream().map(h -> DatabaseTypes.canonical(type, h)).toList(),
                username == null || username.isEmpty() ? null : username,
                password == null || password.value().isEmpty() ? null : password,
                DatabaseTypes.shape(type).canonical(database),
                replicas.stream()
                        .map(r -> r.completedFrom(this).canonical(type))
                        .toList());
    }

    /** The same hosts; who connects and to what is taken from another place where it is not given here. */
    private Place completedFrom(Place other) {
        boolean nobody = username == null && password == null;
        return new Place(
                hosts,
                nobody ? other.username : username,
                nobody ? other.password : password,
                database.isEmpty() ? other.database : database,
                List.of());
    }

    @Override
    public String toString() {
        return "hosts=" + hosts + ", username=" + username + ", password=" + password + ", database=" + database
                + (replicas.isEmpty() ? "" : ", replicas=" + replicas);
    }
}
