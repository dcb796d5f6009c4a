// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.hibernate;

import io.authflux.model.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code users}. */
@Entity
@Table(name = "users")
@NullUnmarked
class StoredUser {

    @Id
    private Integer id;

    private String name;

    private String email;

    @Column(name = "email_verified")
    private Instant emailVerified;

    private String image;

    User toUser() {
        return new User(id.toString(), name, email, emailVerified, image, Map.of());
    }
}
