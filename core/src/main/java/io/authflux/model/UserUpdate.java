// SPDX-License-Identifier: Apache-2.0
package io.authflux.model;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A partial change of a user: what is set here is written, a null included; what is not set stays as it is. Immutable.
 */
public final class UserUpdate {

    private final Map<String, @Nullable Object> changes;

    private UserUpdate(Map<String, @Nullable Object> changes) {
        this.changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
    }

    /**
     * Starts with no change.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The changes by field name.
     *
     * @return in the order they were set; a null value clears the field
     */
    public Map<String, @Nullable Object> changes() {
        return changes;
    }

    /** Prints the names of the changed fields. */
    @Override
    public String toString() {
        return "UserUpdate" + changes.keySet();
    }

    /** Collects changes. Not thread-safe. */
    public static final class Builder {

        private final Map<String, @Nullable Object> changes = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Changes the display name.
         *
         * @param value the name, or null to clear it
         * @return this builder
         */
        public Builder name(@Nullable String value) {
            return set("name", value);
        }

        /**
         * Changes the e-mail address.
         *
         * @param value the address, or null to clear it
         * @return this builder
         */
        public Builder email(@Nullable String value) {
            return set("email", value);
        }

        /**
         * Changes when the address was proven.
         *
         * @param value the instant, or null to clear it
         * @return this builder
         */
        public Builder emailVerified(@Nullable Instant value) {
            return set("emailVerified", value);
        }

        /**
         * Changes the address of the picture.
         *
         * @param value the address, or null to clear it
         * @return this builder
         */
        public Builder image(@Nullable String value) {
            return set("image", value);
        }

        /**
         * Changes a column that the schema adds.
         *
         * @param field the field's name
         * @param value the value, or null to clear it
         * @return this builder
         */
        public Builder attribute(String field, @Nullable Object value) {
            return set(field, value);
        }

        private Builder set(String field, @Nullable Object value) {
            changes.put(field, value);
            return this;
        }

        /**
         * Makes the update.
         *
         * @return the update, which may be without any change
         */
        public UserUpdate build() {
            return new UserUpdate(changes);
        }
    }
}
