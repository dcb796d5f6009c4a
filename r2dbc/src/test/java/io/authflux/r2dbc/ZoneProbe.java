// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.Authflux;
import io.authflux.adapter.AuthAdapter;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.User;
import io.authflux.testkit.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Run in a JVM of its own: writes sessions and prints what it finds again. */
final class ZoneProbe {

    /** Around both changes of summer time in St. John's (03:30 and 02:30 UTC), and the fractions of a second. */
    static final List<Instant> INSTANTS = List.of(
            Instant.parse("2030-03-10T05:29:59.999999Z"),
            Instant.parse("2030-03-10T05:30:00Z"),
            Instant.parse("2030-03-10T06:15:00.000001Z"),
            Instant.parse("2030-11-03T03:45:00Z"),
            Instant.parse("2030-11-03T04:15:00Z"),
            Instant.parse("2030-11-03T04:45:00.5Z"),
            Instant.parse("2030-11-03T05:15:00Z"));

    private ZoneProbe() {}

    static List<String> printed() {
        return INSTANTS.stream().map(Instant::toString).toList();
    }

    /** Reads the URL from its input, where no other user of the machine sees it. */
    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = System.out;
        AuthAdapter adapter = Await.one(Authflux.connect(in.readLine()));
        User user = Await.one(adapter.users().create(NewUser.of("Ada", "ada@example.com")));
        out.println(ZoneId.systemDefault());
        for (int i = 0; i < INSTANTS.size(); i++) {
            Await.done(adapter.sessions().create(NewSession.of("t" + i, user.id(), INSTANTS.get(i))));
            out.println(Await.one(adapter.sessions().findWithUser("t" + i))
                    .session()
                    .expires());
        }
        Await.done(adapter.close());
    }
}
