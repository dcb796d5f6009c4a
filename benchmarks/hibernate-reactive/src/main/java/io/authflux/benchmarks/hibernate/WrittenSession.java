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

/** A row of {@code sessions} as it is written; of its own, so that what look-ups read stays as it is. */
@Entity
@Table(name = "sessions")
@NullUnmarked
class WrittenSession {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Integer id;

    @Column(name = "user_id")
    private int userId;

    @Column(name = "expires")
    private Instant expires;

    @Column(name = "session_token")
    private String sessionToken;

    @Column(name = "access_token")
    private String accessToken;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For Hibernate. */
    WrittenSession() {}

    WrittenSession(int userId, Instant expires, String token, Instant now) {
        this.userId = userId;
        this.expires = expires;
        this.sessionToken = token;
        this.accessToken = token;
        this.createdAt = now;
        this.updatedAt = now;
    }
}
