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
    PG("@auth/pg-adapter", "pg", "authjs-pg", List.of(POSTGRES)),
    NEON("@auth/neon-adapter", "neon", "authjs-pg", List.of(POSTGRES)),
    TYPEORM("@auth/typeorm-adapter", "typeorm", "authjs-typeorm", sql()),
    DRIZZLE("@auth/drizzle-adapter", "drizzle", "authjs-drizzle", sql()),
    KYSELY("@auth/kysely-adapter", "kysely", "authjs-kysely", sql()),
    PRISMA("@auth/prisma-adapter", "prisma", "authjs-prisma", sql()),
    SEQUELIZE("@auth/sequelize-adapter", "sequelize", "authjs-sequelize", sql()),
    MIKRO_ORM("@auth/mikro-orm-adapter", "mikro-orm", "authjs-mikro-orm", sql()),
    MONGO("@auth/mongodb-adapter", "mongodb", "authjs-mongodb", List.of(MONGODB)),
    D1("@auth/d1-adapter", "d1", "authjs-d1", List.of(SQLITE)),
    SUPABASE("@auth/supabase-adapter", "", "authjs-supabase", List.of()),
    BETTER_AUTH("better-auth", "better-auth", "better-auth", sql());

    /** Why something cannot run here. */
    private static final Map<AuthJsAdapter, Map<InteropMatrix.Column, String>> REASONS = Map.of(
            SUPABASE,
                    Map.of(
                            InteropMatrix.Column.POSTGRES,
                            "not run: it speaks to PostgREST, which no package registry has"),
            PRISMA,
                    Map.of(
                            InteropMatrix.Column.MONGODB,
                            "not run: Prisma 7 has no MongoDB, Prisma 6 downloads its engine"));

    private static final Set<AuthJsAdapter> WITH_AUTHENTICATORS = Set.of(DRIZZLE, PRISMA);
    private static final Set<AuthJsAdapter> WITHOUT_UNIQUE_EMAIL = Set.of(PG, NEON, MONGO, D1);

    private final String packageName;
    private final String script;
    private final String layout;
    private final List<AuthJsDatabase> databases;

    AuthJsAdapter(String packageName, String script, String layout, List<AuthJsDatabase> databases) {
        this.packageName = packageName;
        this.script = script;
        this.layout = layout;
        this.databases = databases;
    }

    private static List<AuthJsDatabase> sql() {
        return List.of(POSTGRES, MYSQL, MARIADB, SQLITE);
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
        return databases;
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
