// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Which field a duplicate key is about. The server names the index in its text, with the value right behind it, so the
 * name is read from before the value and only names that we know are believed.
 */
final class DuplicateKeys {

    /** Knows no index, as before the indexes were read. */
    static final DuplicateKeys NONE = new DuplicateKeys(Map.of(), Map.of());

    private static final String UNKNOWN = "unknown";

    /** Of an insert, an update and a capped insert; and DocumentDB's, a unique and an exclusion constraint. */
    private static final Set<Integer> CODES =
            Set.of(11000, 11001, 12582, MongoErrors.sqlState("23505"), MongoErrors.sqlState("23P01"));

    /** FerretDB 2 passes on what PostgreSQL says when {@code findAndModify} meets a duplicate. */
    static final int INTERNAL_ERROR = 1;

    private static final Pattern CONSTRAINT = Pattern.compile("violates (exclusion|unique) constraint");

    /** {@code … collection: db.users index: email dup key: {…}}; before MongoDB 3.0 {@code db.users.$email}. */
    private static final Pattern INDEX = Pattern.compile("index: (?:\\S*\\.\\$)?(\\S+)(?:\\s+dup key|$|\\s)");

    /** {@code Duplicate key violation on the requested collection: Index 'email'}, as DocumentDB has it. */
    private static final Pattern QUOTED = Pattern.compile("Index '([^']+)'");

    private final Map<String, String> fieldsByIndex;
    private final Map<String, String> onlyFieldByStore;

    /**
     * Knows the indexes of the collections.
     *
     * @param fieldsByIndex the fields that an index guards, by its name, behind the store's where others have an index of
     *     that name, and by its columns too
     * @param onlyFieldByStore the fields of the only unique index of a store, by the store's name in operations
     */
    DuplicateKeys(Map<String, String> fieldsByIndex, Map<String, String> onlyFieldByStore) {
        this.fieldsByIndex = Map.copyOf(fieldsByIndex);
        this.onlyFieldByStore = Map.copyOf(onlyFieldByStore);
    }

    /** Whether the error is about a duplicate key. */
    static boolean isOne(MongoException error) {
        return CODES.contains(error.getCode())
                || (error.getCode() == INTERNAL_ERROR
                        && CONSTRAINT
                                .matcher(String.valueOf(error.getMessage()))
                                .find());
    }

    String field(String operation, MongoException error) {
        String text = String.valueOf(error.getMessage());
        String store = operation.substring(0, operation.indexOf('.') + 1);
        for (Pattern pattern : new Pattern[] {INDEX, QUOTED}) {
            Matcher matcher = pattern.matcher(text);
            @Nullable String field = matcher.find() ? guarded(store, matcher.group(1)) : null;
            if (field != null) {
                return field;
            }
        }
        String only = onlyFieldByStore.getOrDefault(store, UNKNOWN);
        return error instanceof MongoCommandException command ? byPattern(command.getResponse(), only) : only;
    }

    private @Nullable String guarded(String store, String index) {
        return fieldsByIndex.getOrDefault(store + index, fieldsByIndex.get(index));
    }

    private String byPattern(BsonDocument response, String otherwise) {
        return response.isDocument("keyPattern")
                ? fieldsByIndex.getOrDefault(
                        String.join(",", response.getDocument("keyPattern").keySet()), otherwise)
                : otherwise;
    }
}
