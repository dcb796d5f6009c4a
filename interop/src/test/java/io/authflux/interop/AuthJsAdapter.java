// SPDX-License-Identifier: Apache-2.0
package io.authflux.interop;

import static io.authflux.interop.AuthJsDatabase.MARIADB;
import static io.authflux.interop.AuthJsDatabase.MONGODB;
import static io.authflux.interop.AuthJsDatabase.MYSQL;
import static io.authflux.interop.AuthJsDatabase.POSTGRES;
import static io.authflux.interop.AuthJsDatabase.SQLITE;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The adapters of Auth.js, with what their own tables and code can and cannot. */
enum AuthJsAdapter {
    PG("@auth/pg-adapter", "pg", "authjs-pg"),
    NEON("@auth/neon-adapter", "neon", "authjs-pg"),
    TYPEORM("@auth/typeorm-adapter", "typeorm", "authjs-typeorm"),
    DRIZZLE("@auth/drizzle-adapter", "drizzle", "authjs-drizzle"),
    KYSELY("@auth/kysely-adapter", "kysely", "authjs-kysely"),
    PRISMA("@auth/prisma-adapter", "prisma", "authjs-prisma"),
    SEQUELIZE("@auth/sequelize-adapter", "sequelize", "authjs-sequelize"),
    MIKRO_ORM("@auth/mikro-orm-adapter", "mikro-orm", "authjs-mikro-orm"),
    MONGO("@auth/mongodb-adapter", "mongodb", "authjs-mongodb"),
    D1("@auth/d1-adapter", "d1", "authjs-d1"),
    SUPABASE("@auth/supabase-adapter", "", "authjs-supabase"),
    BETTER_AUTH("better-auth", "better-auth", "better-auth");

    /** Why something cannot run here. */
    private static final Map<AuthJsAdapter, Map<InteropMatrix.Column, String>> REASONS = Map.of(
            SUPABASE, Map.of(InteropMatrix.Column.POSTGRES, "not run: it needs a PostgREST server"),
            PRISMA,
                    Map.of(
                            InteropMatrix.Column.MONGODB,
                            "not run: Prisma 7 has no MongoDB, Prisma 6 downloads its engine"));

    private static final Set<AuthJsAdapter> WITH_AUTHENTICATORS = Set.of(DRIZZLE, PRISMA);
    private static final Set<AuthJsAdapter> WITHOUT_UNIQUE_EMAIL = Set.of(PG, NEON, MONGO, D1);

    private final String packageName;
    private final String script;
    private final String layout;

    AuthJsAdapter(String packageName, String script, String layout) {
        this.packageName = packageName;
        this.script = script;
        this.layout = layout;
    }

    String packageName() {
        return packageName;
    }

    /** Its name among the scripts. */
    String script() {
        return script;
    }

    String layout() {
        return layout;
    }

    List<AuthJsDatabase> databases() {
        return switch (this) {
            case PG, NEON -> List.of(POSTGRES);
            case MONGO -> List.of(MONGODB);
            case D1 -> List.of(SQLITE);
            case SUPABASE -> List.of();
            default -> List.of(POSTGRES, MYSQL, MARIADB, SQLITE);
        };
    }

    /** What the matrix says of databases on which it is not run. */
    Map<InteropMatrix.Column, String> reasons() {
        return REASONS.getOrDefault(this, Map.of());
    }

    boolean hasAuthenticators() {
        return WITH_AUTHENTICATORS.contains(this);
    }

    /** Whether its own tables keep one address to one user. */
    boolean hasUniqueEmail() {
        return !WITHOUT_UNIQUE_EMAIL.contains(this);
    }

    /** Whether a user may have no address. */
    boolean allowsNoEmail(AuthJsDatabase database) {
        return this != KYSELY && this != BETTER_AUTH && !(this == PRISMA && database == POSTGRES);
    }

    boolean allowsNoName() {
        return this != BETTER_AUTH;
    }

    /** Better-auth keeps of a verified address that it is, not since when, and of an account no type. */
    boolean keepsAuthJsFields() {
        return this != BETTER_AUTH;
    }

    /** The finest unit of its tables. */
    Duration precision(AuthJsDatabase database) {
        boolean seconds =
                switch (this) {
                    case DRIZZLE, SEQUELIZE -> database == MYSQL || database == MARIADB;
                    case MIKRO_ORM -> database != SQLITE;
                    default -> false;
                };
        return seconds ? Duration.ofSeconds(1) : Duration.ofMillis(1);
    }
}
