// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The five kinds of rows, and the fields that the model knows of each. */
public enum EntityKind {
    /** {@link io.authflux.model.User}. */
    USER("users", "id!", "name", "email", "emailVerified", "image"),
    /** {@link io.authflux.model.Account}. */
    ACCOUNT(
            "accounts",
            "userId!",
            "type",
            "provider!",
            "providerAccountId!",
            "refreshToken",
            "accessToken",
            "expiresAt",
            "tokenType",
            "scope",
            "idToken",
            "sessionState"),
    /** {@link io.authflux.model.Session}. */
    SESSION("sessions", "sessionToken!", "userId!", "expires!", "accessToken"),
    /** {@link io.authflux.model.VerificationToken}. */
    VERIFICATION_TOKEN("verificationTokens", "identifier!", "token!", "expires!"),
    /** {@link io.authflux.model.Authenticator}. */
    AUTHENTICATOR(
            "authenticators",
            "credentialId!",
            "userId!",
            "providerAccountId!",
            "credentialPublicKey!",
            "counter!",
            "credentialDeviceType!",
            "credentialBackedUp!",
            "transports");

    private static final List<String> INSTANTS = List.of("emailVerified", "expiresAt", "expires");

    // Stream.toList() makes it unmodifiable, which the type does not say.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Field> fields;

    private final String store;

    EntityKind(String store, String... names) {
        this.store = store;
        fields = Arrays.stream(names).map(EntityKind::parse).toList();
    }

    private static Field parse(String name) {
        boolean required = name.endsWith("!");
        String plain = required ? name.substring(0, name.length() - 1) : name;
        return new Field(plain, required);
    }

    /**
     * The store that they are in, as operations name it: {@code users} of {@code users.create}.
     *
     * @return the name of the method of {@link io.authflux.adapter.AuthAdapter}
     */
    public String store() {
        return store;
    }

    /**
     * The fields of the model, in the order of the record's components.
     *
     * @return the fields, without those that a schema may add
     */
    public List<Field> fields() {
        return fields;
    }

    /**
     * Finds a field of the model.
     *
     * @param name its name
     * @return the field; empty if the model has none of that name, so that a column of it holds an attribute
     */
    public Optional<Field> field(String name) {
        return fields.stream().filter(f -> f.name().equals(name)).findFirst();
    }

    /**
     * A field of the model.
     *
     * @param name the name of the record's component
     * @param required whether every schema must have a column for it
     */
    public record Field(String name, boolean required) {

        /**
         * The Java type of the field's value.
         *
         * @return {@link String} for most
         */
        public Class<?> javaType() {
            if (INSTANTS.contains(name)) {
                return Instant.class;
            }
            return switch (name) {
                case "counter" -> Long.class;
                case "credentialBackedUp" -> Boolean.class;
                default -> String.class;
            };
        }
    }
}
