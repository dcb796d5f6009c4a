// SPDX-License-Identifier: Apache-2.0
package io.authflux.rows;

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

/** The users of an adapter on rows. */
final class RowUserStore implements UserStore {

    private final RowContext rows;

    RowUserStore(RowContext rows) {
        this.rows = rows;
    }

    @Override
    public Mono<User> create(NewUser user) {
        return rows.insert("users.create", USER, Records.values(user)).map(Records::user);
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
        Map<String, Object> criteria = Records.criteria(rows.entity(USER), attributes);
        return rows.atomically(operation, tables -> tables.find(USER, where).stream()
                        .filter(row -> row.matches(criteria))
                        .map(Records::user)
                        .toList())
                .flatMap(found -> Records.onlyOne(operation, found));
    }

    private Mono<User> findBy(String operation, String field, String value) {
        Map<String, String> where = Map.of(field, value);
        return rows.atomically(operation, tables -> tables.findOne(USER, where)).map(Records::user);
    }

    @Override
    public Mono<User> findByAccount(String provider, String providerAccountId) {
        Map<String, String> where = Map.of("provider", provider, "providerAccountId", providerAccountId);
        return rows.atomically("users.findByAccount", tables -> {
                    @Nullable Row account = tables.findOne(ACCOUNT, where);
                    return account == null ? null : tables.findOne(USER, Map.of("id", account.text("userId")));
                })
                .map(Records::user);
    }

    @Override
    public Mono<User> update(String id, UserUpdate update) {
        Objects.requireNonNull(id, "id");
        Map<String, @Nullable Object> checked = rows.entity(USER).changedRow(update.changes(), rows.now());
        return checked.isEmpty() ? findById(id) : write(id, update).map(Records::user);
    }

    private Mono<Row> write(String id, UserUpdate update) {
        return rows.atomically("users.update", tables -> {
            @Nullable Row user = tables.findOne(USER, Map.of("id", id));
            return user == null
                    ? null
                    : tables.update(
                            "users.update", USER, user, rows.entity(USER).changedRow(update.changes(), rows.now()));
        });
    }

    @Override
    public Mono<Boolean> delete(String id) {
        Map<String, String> hanging = Map.of("userId", id);
        return rows.atomically("users.delete", tables -> {
            if (tables.delete(USER, Map.of("id", id)) == 0) {
                return false;
            }
            tables.delete(SESSION, hanging);
            tables.delete(ACCOUNT, hanging);
            tables.delete(AUTHENTICATOR, hanging);
            return true;
        });
    }
}
