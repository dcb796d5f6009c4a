// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit.memory;

import static io.authflux.schema.EntityKind.ACCOUNT;
import static io.authflux.schema.EntityKind.AUTHENTICATOR;
import static io.authflux.schema.EntityKind.SESSION;
import static io.authflux.schema.EntityKind.USER;

import io.authflux.adapter.UserStore;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.model.UserUpdate;
import io.authflux.spi.Records;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The users in memory. */
final class MemoryUserStore implements UserStore {

    private final Memory memory;

    MemoryUserStore(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Mono<User> create(NewUser user) {
        return memory.insert("users.create", USER, Records.values(user)).map(Records::user);
    }

    @Override
    public Mono<User> findById(String id) {
        return findBy("users.findById", "id", id);
    }

    @Override
    public Mono<User> findByEmail(String email) {
        return findByEmail(email, Map.of());
    }

    @Override
    public Mono<User> findByEmail(String email, Map<String, ?> attributes) {
        String operation = "users.findByEmail";
        Map<String, String> where = Map.of("email", email);
        Map<String, Object> criteria = Records.criteria(memory.entity(USER), attributes);
        return memory.atomic(operation, () -> memory.find(USER, where).stream()
                        .filter(row -> row.matches(criteria))
                        .map(Records::user)
                        .toList())
                .flatMap(found -> Records.onlyOne(operation, found));
    }

    private Mono<User> findBy(String operation, String field, String value) {
        Map<String, String> where = Map.of(field, value);
        return memory.atomic(operation, () -> memory.findOne(USER, where)).map(Records::user);
    }

    @Override
    public Mono<User> findByAccount(String provider, String providerAccountId) {
        Map<String, String> where = Map.of("provider", provider, "providerAccountId", providerAccountId);
        return memory.atomic("users.findByAccount", () -> {
                    @Nullable Row account = memory.findOne(ACCOUNT, where);
                    return account == null ? null : memory.findOne(USER, Map.of("id", account.text("userId")));
                })
                .map(Records::user);
    }

    @Override
    public Mono<User> update(String id, UserUpdate update) {
        Objects.requireNonNull(id, "id");
        Map<String, @Nullable Object> checked = memory.entity(USER).changedRow(update.changes(), memory.now());
        return checked.isEmpty() ? findById(id) : write(id, update).map(Records::user);
    }

    private Mono<Row> write(String id, UserUpdate update) {
        return memory.atomic("users.update", () -> {
            @Nullable Row user = memory.findOne(USER, Map.of("id", id));
            return user == null
                    ? null
                    : memory.table(USER)
                            .update(
                                    "users.update",
                                    user,
                                    memory.entity(USER).changedRow(update.changes(), memory.now()));
        });
    }

    @Override
    public Mono<Boolean> delete(String id) {
        Map<String, String> hanging = Map.of("userId", id);
        return memory.atomic("users.delete", () -> {
            if (memory.delete(USER, Map.of("id", id)) == 0) {
                return false;
            }
            memory.delete(SESSION, hanging);
            memory.delete(ACCOUNT, hanging);
            memory.delete(AUTHENTICATOR, hanging);
            return true;
        });
    }
}
