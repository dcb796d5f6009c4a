// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.hibernate;

import io.authflux.model.Session;
import io.authflux.model.SessionWithUser;
import io.authflux.model.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code sessions}. */
@Entity
@Table(name = "sessions")
@NullUnmarked
class StoredSession {

    @Id
    private Integer id;

    @Column(name = "session_token")
    private String sessionToken;

    @Column(name = "access_token")
    private String accessToken;

    private Instant expires;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "user_id")
    private StoredUser user;

    SessionWithUser toSessionWithUser() {
        User owner = user.toUser();
        return new SessionWithUser(new Session(sessionToken, owner.id(), expires, accessToken, Map.of()), owner);
    }
}
