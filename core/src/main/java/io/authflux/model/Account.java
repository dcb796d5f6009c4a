// SPDX-License-Identifier: Apache-2.0
package io.authflux.model;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A way for a user to sign in: their account at an identity provider. At most one account has a given provider and
 * provider account id.
 *
 * <p>A layout may lack columns for some optional fields, as NextAuth v3 lacks {@code tokenType}, {@code scope},
 * {@code idToken} and {@code sessionState}. Such a field is not stored and comes back null, as it did there; add the
 * columns to the schema to keep it.
 *
 * @param userId whose account it is
 * @param type {@code oauth}, {@code oidc}, {@code email}, {@code webauthn} or {@code credentials}
 * @param provider the provider's id, for instance {@code github}
 * @param providerAccountId the user's id at the provider
 * @param refreshToken the token that gets a new access token
 * @param accessToken the token that calls the provider's API
 * @param expiresAt when the access token ends; stored as the layout has it, often in whole seconds
 * @param tokenType the kind of the access token, normally {@code bearer}
 * @param scope the granted scopes, separated by spaces
 * @param idToken the OpenID Connect ID token
 * @param sessionState the OpenID Connect session state, a secret like the tokens
 * @param attributes the values of columns that the schema adds to the model, by field name
 */
public record Account(
        String userId,
        String type,
        String provider,
        String providerAccountId,
        @Nullable String refreshToken,
        @Nullable String accessToken,
        @Nullable Instant expiresAt,
        @Nullable String tokenType,
        @Nullable String scope,
        @Nullable String idToken,
        @Nullable String sessionState,
        Map<String, Object> attributes) {

    /** The type of an account in a layout that has no column for it, as better-auth's. */
    public static final String DEFAULT_TYPE = "oauth";

    /** Checks and copies. */
    public Account {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(providerAccountId, "providerAccountId");
        attributes = Attributes.copy(attributes);
    }

    /**
     * Starts with the fields that every account has.
     *
     * @param userId whose account it is
     * @param type how the provider signs people in
     * @param provider the provider's id
     * @param providerAccountId the user's id at the provider
     * @return a new builder
     */
    public static Builder builder(String userId, String type, String provider, String providerAccountId) {
        return new Builder(userId, type, provider, providerAccountId);
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

    /** Hides the tokens. */
    @Override
    public String toString() {
        return "Account[userId=" + userId + ", type=" + type + ", provider=" + provider + ", providerAccountId="
                + providerAccountId + ", refreshToken=" + Attributes.hidden(refreshToken) + ", accessToken="
                + Attributes.hidden(accessToken) + ", expiresAt=" + expiresAt + ", tokenType=" + tokenType + ", scope="
                + scope + ", idToken=" + Attributes.hidden(idToken) + ", sessionState="
                + Attributes.hidden(sessionState) + ", attributes=" + Attributes.names(attributes) + "]";
    }

    /** Collects the fields of an {@link Account}. Not thread-safe. */
    public static final class Builder {

        private final String userId;
        private final String type;
        private final String provider;
        private final String providerAccountId;
        private final Map<String, Object> attributes = new LinkedHashMap<>();
        private @Nullable String refreshToken;
        private @Nullable String accessToken;
        private @Nullable Instant expiresAt;
        private @Nullable String tokenType;
        private @Nullable String scope;
        private @Nullable String idToken;
        private @Nullable String sessionState;

        private Builder(String userId, String type, String provider, String providerAccountId) {
            this.userId = userId;
            this.type = type;
            this.provider = provider;
            this.providerAccountId = providerAccountId;
        }

        /**
         * Sets the refresh token.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder refreshToken(@Nullable String value) {
            refreshToken = value;
            return this;
        }

        /**
         * Sets the access token.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder accessToken(@Nullable String value) {
            accessToken = value;
            return this;
        }

        /**
         * Sets when the access token ends; stored as the layout has it, often in whole seconds.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder expiresAt(@Nullable Instant value) {
            expiresAt = value;
            return this;
        }

        /**
         * Sets the kind of the access token, normally {@code bearer}.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder tokenType(@Nullable String value) {
            tokenType = value;
            return this;
        }

        /**
         * Sets the granted scopes, separated by spaces.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder scope(@Nullable String value) {
            scope = value;
            return this;
        }

        /**
         * Sets the OpenID Connect ID token.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder idToken(@Nullable String value) {
            idToken = value;
            return this;
        }

        /**
         * Sets the OpenID Connect session state.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder sessionState(@Nullable String value) {
            sessionState = value;
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
         * @return the account
         */
        public Account build() {
            return new Account(
                    userId,
                    type,
                    provider,
                    providerAccountId,
                    refreshToken,
                    accessToken,
                    expiresAt,
                    tokenType,
                    scope,
                    idToken,
                    sessionState,
                    attributes);
        }
    }
}
