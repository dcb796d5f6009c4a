// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.authflux.benchmarks.database.InstantForm;
import io.authflux.model.Session;
import io.authflux.model.SessionWithUser;
import io.authflux.model.User;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row as some library hands it out, by position from 0 on. */
interface Columns {

    int number(int index);

    @Nullable
    String text(int index);

    @Nullable
    Object moment(int index);

    /** Everybody makes the same record of the columns of {@code Sql.sessionWithUser()}. */
    static SessionWithUser sessionWithUser(Columns row, InstantForm form) {
        return new SessionWithUser(session(row, form), user(row, form, 4));
    }

    /** The columns of {@code Sql.session()}. */
    static Session session(Columns row, InstantForm form) {
        return new Session(
                present(row.text(0)),
                Integer.toString(row.number(1)),
                form.decode(present(row.moment(2))),
                row.text(3),
                Map.of());
    }

    /** The columns of {@code Sql.user()}. */
    static User user(Columns row, InstantForm form, int from) {
        Object verified = row.moment(from + 3);
        Instant emailVerified = verified == null ? null : form.decode(verified);
        return new User(
                Integer.toString(row.number(from)),
                row.text(from + 1),
                row.text(from + 2),
                emailVerified,
                row.text(from + 4),
                Map.of());
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a column that must have a value has none");
        }
        return value;
    }
}
