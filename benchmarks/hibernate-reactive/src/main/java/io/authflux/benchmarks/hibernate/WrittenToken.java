// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.hibernate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code verification_requests}. */
@Entity
@Table(name = "verification_requests")
@NullUnmarked
class WrittenToken {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Integer id;

    @Column(name = "identifier")
    private String identifier;

    @Column(name = "token")
    private String token;

    @Column(name = "expires")
    private Instant expires;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For Hibernate. */
    WrittenToken() {}

    WrittenToken(String identifier, String token, Instant expires, Instant now) {
        this.identifier = identifier;
        this.token = token;
        this.expires = expires;
        this.createdAt = now;
        this.updatedAt = now;
    }
}
