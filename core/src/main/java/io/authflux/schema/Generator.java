// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import io.authflux.token.Tokens;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the value of a column comes from when the caller gives none. */
public enum Generator {
    /** From nowhere: the caller gives it or it is null. */
    NONE,
    /** The database numbers the rows. */
    DATABASE,
    /** A random UUID (version 4), made by us. */
    UUID_V4,
    /** A random token, 64 hex digits. */
    RANDOM_TOKEN,
    /** {@code sha256hex(provider + ":" + providerAccountId)}, NextAuth v3's {@code compound_id}. */
    COMPOUND_ID,
    /** The instant of the insert. */
    CREATED_AT,
    /** The instant of the insert, and again of every update. */
    UPDATED_AT;

    /**
     * Makes a value.
     *
     * @param values the values of the row's other fields
     * @param now the current instant
     * @return the value; null for {@link #NONE} and {@link #DATABASE}
     */
    @Nullable
    Object generate(Map<String, @Nullable Object> values, Instant now) {
        return switch (this) {
            case NONE, DATABASE -> null;
            case UUID_V4 -> uuid();
            case RANDOM_TOKEN -> Tokens.random();
            case COMPOUND_ID -> Tokens.sha256(values.get("provider") + ":" + values.get("providerAccountId"));
            case CREATED_AT, UPDATED_AT -> now;
        };
    }

    /**
     * The fields that a unique key on such a column really speaks of.
     *
     * @param field the field of the column itself
     * @return the fields to name in an error
     */
    List<String> sources(String field) {
        return this == COMPOUND_ID ? List.of("provider", "providerAccountId") : List.of(field);
    }

    /** Like {@link UUID#randomUUID()}, which reads a file on some platforms and so may block. */
    private static String uuid() {
        String hex = Tokens.random();
        long high = Long.parseUnsignedLong(hex.substring(0, 16), 16);
        long low = Long.parseUnsignedLong(hex.substring(16, 32), 16);
        long version4 = (high & ~0xF000L) | 0x4000L;
        long variant2 = (low & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(version4, variant2).toString();
    }
}
