// SPDX-License-Identifier: Apache-2.0
package io.authflux.interop;

import io.authflux.model.Account;
import io.authflux.model.Authenticator;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows as Auth.js passes them to its adapters and gets them back, and the same rows as ours. */
final class AuthJsRows {

    /** When an address was verified. */
    static final Instant VERIFIED = Instant.parse("2031-01-02T03:04:05.678Z");

    /** The last second of a signed 32-bit number, which is what most columns for it hold. */
    private static final long LAST_SECOND = Integer.MAX_VALUE;

    private AuthJsRows() {}

    static Map<String, Object> profile(@Nullable String name, @Nullable String email, @Nullable Instant verified) {
        Map<String, Object> profile = new HashMap<>();
        profile.put("name", name);
        profile.put("email", email);
        profile.put("emailVerified", verified == null ? null : verified.toString());
        profile.put("image", null);
        return profile;
    }

    static Map<String, Object> key(String provider, String providerAccountId) {
        return Map.of("provider", provider, "providerAccountId", providerAccountId);
    }

    static Map<String, Object> bareAccount(Object userId, String provider, String providerAccountId) {
        Map<String, Object> account = new HashMap<>(key(provider, providerAccountId));
        account.put("userId", userId);
        account.put("type", "oidc");
        return account;
    }

    static Map<String, Object> account(Object userId, String provider, String providerAccountId) {
        Map<String, Object> account = bareAccount(userId, provider, providerAccountId);
        account.put("refresh_token", "refresh ✓");
        account.put("access_token", "access");
        account.put("expires_at", LAST_SECOND);
        account.put("token_type", "bearer");
        account.put("scope", "read:user e-mail");
        account.put("id_token", "id");
        account.put("session_state", "state");
        return account;
    }

    static Account ours(String userId, String provider, String providerAccountId) {
        return Account.builder(userId, "oidc", provider, providerAccountId)
                .refreshToken("refresh ✓")
                .accessToken("access")
                .expiresAt(Instant.ofEpochSecond(LAST_SECOND))
                .tokenType("bearer")
                .scope("read:user e-mail")
                .idToken("id")
                .sessionState("state")
                .build();
    }

    static Map<String, Object> session(String token, Object userId, Instant expires) {
        return Map.of("sessionToken", token, "userId", userId, "expires", expires.toString());
    }

    static Map<String, Object> token(String identifier, String token) {
        return Map.of("identifier", identifier, "token", token);
    }

    static Map<String, Object> token(String identifier, String token, Instant expires) {
        return Map.of("identifier", identifier, "token", token, "expires", expires.toString());
    }

    static Map<String, Object> authenticator(String userId, String credentialId) {
        return Map.of(
                "credentialID",
                credentialId,
                "userId",
                userId,
                "providerAccountId",
                credentialId,
                "credentialPublicKey",
                "cHVibGlj",
                "counter",
                7,
                "credentialDeviceType",
                "multiDevice",
                "credentialBackedUp",
                true,
                "transports",
                "internal,hybrid");
    }

    static Authenticator ourAuthenticator(String userId, String credentialId) {
        return new Authenticator(
                credentialId, userId, credentialId, "cHVibGlj", 7, "multiDevice", true, "internal,hybrid");
    }

    /** The id of a row of theirs, which is a number for some. */
    static String id(Map<String, Object> row) {
        return text(row, "id");
    }

    /** MikroORM hands SQLite's milliseconds on as they are. */
    static Instant moment(Map<String, Object> row, String field) {
        if (row.get(field) instanceof Number millis) {
            return Instant.ofEpochMilli(millis.longValue());
        }
        return Instant.parse(text(row, field));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> inner(Map<String, Object> row, String field) {
        return (Map<String, Object>) Objects.requireNonNull(row.get(field), field);
    }

    private static String text(Map<String, Object> row, String field) {
        return Objects.requireNonNull(row.get(field), field).toString();
    }
}
