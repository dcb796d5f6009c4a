// SPDX-License-Identifier: Apache-2.0
package io.authflux.layout;

import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.Entity;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Key;
import io.authflux.schema.KeyNames;
import io.authflux.schema.Presence;
import io.authflux.schema.Reference;
import io.authflux.schema.Schema;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The models of Auth.js v4 and v5 in its own words, from which each adapter's tables differ in little. Source:
 * {@code packages/core/src/adapters.ts} of nextauthjs/next-auth.
 *
 * @param id a user's key
 * @param reference a column that refers to a user
 * @param text short text
 * @param token text of any length
 * @param moment an instant
 * @param seconds a moment as whole seconds, as OAuth has it
 * @param number a counter
 * @param flag a truth value
 */
record AuthJs(
        Spelling id,
        Spelling reference,
        Spelling text,
        Spelling token,
        Spelling moment,
        Spelling seconds,
        Spelling number,
        Spelling flag) {

    /** The tables; the adapter's own names for them in the order of {@link EntityKind}. */
    Schema schema(String users, String accounts, String sessions, String tokens, String authenticators) {
        return Schema.of(List.of(
                users(users), accounts(accounts), sessions(sessions), tokens(tokens), authenticators(authenticators)));
    }

    private Entity users(String table) {
        return entity(
                        EntityKind.USER,
                        table,
                        id.required("id").asKey(),
                        text.optional("name"),
                        text.optional("email").asKey(),
                        moment.optional("emailVerified"),
                        text.optional("image"))
                .withPrimaryKey("id")
                .with(Key.unique("email"));
    }

    private Entity accounts(String table) {
        return entity(
                        EntityKind.ACCOUNT,
                        table,
                        reference.required("userId").asKey(),
                        text.required("type"),
                        text.required("provider").asKey(),
                        text.required("providerAccountId").asKey(),
                        token.optional("refreshToken", "refresh_token"),
                        token.optional("accessToken", "access_token"),
                        seconds.optional("expiresAt", "expires_at"),
                        text.optional("tokenType", "token_type"),
                        text.optional("scope"),
                        token.optional("idToken", "id_token"),
                        text.optional("sessionState", "session_state"))
                .withPrimaryKey("provider", "providerAccountId")
                .with(new Reference("userId", true));
    }

    private Entity sessions(String table) {
        return entity(
                        EntityKind.SESSION,
                        table,
                        text.required("sessionToken").asKey(),
                        reference.required("userId").asKey(),
                        moment.required("expires"))
                .withPrimaryKey("sessionToken")
                .with(new Reference("userId", true));
    }

    private Entity tokens(String table) {
        return entity(
                        EntityKind.VERIFICATION_TOKEN,
                        table,
                        text.required("identifier").asKey(),
                        text.required("token").asKey(),
                        moment.required("expires"))
                .withPrimaryKey("identifier", "token");
    }

    private Entity authenticators(String table) {
        return entity(
                        EntityKind.AUTHENTICATOR,
                        table,
                        text.required("credentialId", "credentialID").asKey(),
                        reference.required("userId").asKey(),
                        text.required("providerAccountId"),
                        token.required("credentialPublicKey"),
                        number.required("counter"),
                        text.required("credentialDeviceType"),
                        flag.required("credentialBackedUp"),
                        text.optional("transports"))
                .withPrimaryKey("userId", "credentialId")
                .with(Key.unique("credentialId"))
                .with(new Reference("userId", true));
    }

    /**
     * Every look-up and every clean-up has an index, which most adapters leave to whoever runs the database: a plain one
     * costs them nothing.
     */
    private static Entity entity(EntityKind kind, String table, Column... columns) {
        List<Key> indexes = List.of(columns).stream()
                .map(Column::field)
                .filter(field -> field.equals("userId") || field.equals("expires"))
                .map(Key::index)
                .map(Key::asAdvised)
                .toList();
        return new Entity(kind, table, List.of(columns), List.of(), indexes, List.of(), KeyNames.PLAIN);
    }

    /** A table whose rows have a key of their own beside what identifies them. */
    static UnaryOperator<Entity> keyed(Column id, Key natural) {
        return table -> table.withFirst(id).withPrimaryKey("id").with(natural);
    }

    /** What OAuth 1 gives for an account, in the tables that keep it. */
    static Entity withOAuth1(Entity accounts) {
        return accounts.with(oauth1("oauthToken", "oauth_token"))
                .with(oauth1("oauthTokenSecret", "oauth_token_secret"));
    }

    private static Column oauth1(String field, String name) {
        return Column.optional(field, name, ColumnType.TEXT).declared("text").present(Presence.OPTIONAL);
    }

    /** The key that keeps a session's token its own. */
    static Key sessionToken() {
        return Key.unique("sessionToken");
    }

    /** The key that keeps an account at a provider one user's. */
    static Key account() {
        return Key.unique("provider", "providerAccountId");
    }
}
