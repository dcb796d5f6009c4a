// SPDX-License-Identifier: Apache-2.0
package io.authflux.model;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can sign in.
 *
 * @param id the key, as text whatever the column is
 * @param name the display name
 * @param email the e-mail address exactly as stored; lookups compare it exactly, case and accents included
 * @param emailVerified when the address was proven to be theirs
 * @param image the address of a picture
 * @param attributes the values of columns that the schema adds to the model, by field name; a column that is
 *     {@code NULL} has no entry
 */
public record User(
        String id,
        @Nullable String name,
        @Nullable String email,
        @Nullable Instant emailVerified,
        @Nullable String image,
        Map<String, Object> attributes) {

    /** Checks and copies. */
    public User {
        Objects.requireNonNull(id, "id");
        attributes = Attributes.copy(attributes);
    }

    /**
     * Maps fields and attributes onto a record of the caller's own, by the names of its components. A text may become an
     * enum; what has no value becomes null.
     *
     * @param type the record
     * @param <T> the record
     * @return a new one
     * @throws IllegalArgumentException if a component has another type, or is primitive and has no value; the message
     *     names it
     */
    public <T extends Record> T as(Class<T> type) {
        return RecordView.of(this, attributes, type);
    }

    /** Prints everything but the values of attributes. */
    @Override
    public String toString() {
        return "User[id=" + id + ", name=" + name + ", email=" + email + ", emailVerified=" + emailVerified + ", image="
                + image + ", attributes=" + Attributes.names(attributes) + "]";
    }
}
