// SPDX-License-Identifier: Apache-2.0
package io.authflux.benchmarks.peer;

import io.authflux.model.Session;
import io.authflux.model.SessionWithUser;
import io.authflux.model.User;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** Records from documents of NextAuth v3. */
final class MongoAnswers {

    private MongoAnswers() {}

    static SessionWithUser sessionWithUser(Document session, Document user) {
        return new SessionWithUser(session(session), user(user));
    }

    private static Session session(Document document) {
        return new Session(
                document.getString("sessionToken"),
                document.get("userId", ObjectId.class).toHexString(),
                document.get("expires", Date.class).toInstant(),
                document.getString("accessToken"),
                Map.of());
    }

    private static User user(Document document) {
        return new User(
                document.get("_id", ObjectId.class).toHexString(),
                document.getString("name"),
                document.getString("email"),
                instant(document.get("emailVerified", Date.class)),
                document.getString("image"),
                Map.of());
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
