// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.BsonDocument;

/**
 * Which field a duplicate key is about. The server names the index in its text, with the value right behind it, so the
 * name is read from before the value and only names that we know are believed.
 */
final class DuplicateKeys {

    private static final String UNKNOWN = "unknown";

    /** {@code … collection: db.users index: email dup key: {…}}; before MongoDB 3.0 {@code db.users.$email}. */
    private static final Pattern INDEX = Pattern.compile("index: (?:\\S*\\.\\$)?(\\S+)(?:\\s+dup key|$|\\s)");

    /** {@code Duplicate key violation on the requested collection: Index 'email'}, as DocumentDB has it. */
    private static final Pattern QUOTED = Pattern.compile("Index '([^']+)'");

    private DuplicateKeys() {}

    static String field(MongoException error, Map<String, String> fieldsByIndex) {
        String text = String.valueOf(error.getMessage());
        for (Pattern pattern : new Pattern[] {INDEX, QUOTED}) {
            Matcher matcher = pattern.matcher(text);
            if (matcher.find() && fieldsByIndex.containsKey(matcher.group(1))) {
                return String.valueOf(fieldsByIndex.get(matcher.group(1)));
            }
        }
        return error instanceof MongoCommandException command
                ? byPattern(command.getResponse(), fieldsByIndex)
                : UNKNOWN;
    }

    private static String byPattern(BsonDocument response, Map<String, String> fieldsByIndex) {
        if (!response.isDocument("keyPattern")) {
            return UNKNOWN;
        }
        String columns = String.join(",", response.getDocument("keyPattern").keySet());
        return fieldsByIndex.getOrDefault(columns, UNKNOWN);
    }
}
