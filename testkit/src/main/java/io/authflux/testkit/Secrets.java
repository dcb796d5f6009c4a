// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import io.authflux.model.Account;
import io.authflux.model.NewSession;
import io.authflux.model.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values that must not be seen anywhere. */
final class Secrets {

    private final List<String> all = Collections.synchronizedList(new ArrayList<>());

    String next(String name) {
        String secret = Given.unique("secret-" + name);
        all.add(secret);
        return secret;
    }

    void add(@Nullable String secret) {
        if (secret != null) {
            all.add(secret);
        }
    }

    List<String> all() {
        return List.copyOf(all);
    }

    NewSession session(User user, Instant expires) {
        return NewSession.of(next("session"), user.id(), expires);
    }

    Account account(User user) {
        return Given.newAccount(user)
                .accessToken(next("access"))
                .refreshToken(next("refresh"))
                .idToken(next("id"))
                .sessionState(next("state"))
                .build();
    }
}
