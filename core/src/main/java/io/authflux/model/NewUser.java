// SPDX-License-Identifier: Apache-2.0
package io.authflux.model;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A user to be created; the store gives the id.
 *
 * @param name the display name
 * @param email the e-mail address, stored as given: normalise it first if it comes from a form
 * @param emailVerified when the address was proven
 * @param image the address of a picture
 * @param attributes values for columns that the schema adds to the model, by field name
 */
public record NewUser(
        @Nullable String name,
        @Nullable String email,
        @Nullable Instant emailVerified,
        @Nullable String image,
        Map<String, Object> attributes) {

    /** Copies. */
    public NewUser {
        attributes = Attributes.copy(attributes);
    }

    /**
     * A user with a name and an address.
     *
     * @param name the display name
     * @param email the e-mail address
     * @return the new user
     */
    public static NewUser of(@Nullable String name, @Nullable String email) {
        return new NewUser(name, email, null, null, Map.of());
    }

    /**
     * Starts with nothing set.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Prints everything but the values of attributes. */
    @Override
    public String toString() {
        return "NewUser[name=" + name + ", email=" + email + ", emailVerified=" + emailVerified + ", image=" + image
                + ", attributes=" + Attributes.names(attributes) + "]";
    }

    /** Collects the fields of a {@link NewUser}. Not thread-safe. */
    public static final class Builder {

        private final Map<String, Object> attributes = new LinkedHashMap<>();
        private @Nullable String name;
        private @Nullable String email;
        private @Nullable Instant emailVerified;
        private @Nullable String image;

        private Builder() {}

        /**
         * Sets the display name.
         *
         * @param value the name, or null for none
         * @return this builder
         */
        public Builder name(@Nullable String value) {
            name = value;
            return this;
        }

        /**
         * Sets the e-mail address.
         *
         * @param value the address, or null for none
         * @return this builder
         */
        public Builder email(@Nullable String value) {
            email = value;
            return this;
        }

        /**
         * Sets when the address was proven.
         *
         * @param value the instant, or null for not yet
         * @return this builder
         */
        public Builder emailVerified(@Nullable Instant value) {
            emailVerified = value;
            return this;
        }

        /**
         * Sets the address of a picture.
         *
         * @param value the address, or null for none
         * @return this builder
         */
        public Builder image(@Nullable String value) {
            image = value;
            return this;
        }

        /**
         * Sets a column that the schema adds.
         *
         * @param field the field's name
         * @param value the value; to store {@code NULL}, leave it out
         * @return this builder
         */
        public Builder attribute(String field, Object value) {
            attributes.put(Objects.requireNonNull(field, "field"), Objects.requireNonNull(value, field));
            return this;
        }

        /**
         * Makes the record.
         *
         * @return the new user
         */
        public NewUser build() {
            return new NewUser(name, email, emailVerified, image, attributes);
        }
    }
}
