// SPDX-License-Identifier: Apache-2.0
package io.authflux.layout;

import io.authflux.error.ConfigurationException;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Key;
import io.authflux.schema.Schema;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The layouts that come with Authflux. Their changes are as free as any schema's: {@link Layout#with}. How to make one is said
 * at {@link Layout}.
 */
public final class Layouts {

    private static final Layout NEXTAUTH = Layout.everywhere("nextauth", Schema.nextAuth())
            // NextAuth itself names this one key there, because TypeORM's would not let two users be without an
            // address.
            .on(
                    Family.SQLSERVER,
                    schema -> schema.with(
                            EntityKind.USER,
                            users -> users.withKeys(List.of(Key.unique("email").named("email")))));

    private static final List<Layout> ALL = List.of(
            NEXTAUTH,
            AuthJsPg.LAYOUT,
            AuthJsTypeOrm.LAYOUT,
            AuthJsPrisma.LAYOUT,
            AuthJsDrizzle.LAYOUT,
            AuthJsKysely.LAYOUT,
            AuthJsMongoDb.LAYOUT,
            AuthJsSequelize.LAYOUT,
            AuthJsMikroOrm.LAYOUT,
            AuthJsSupabase.LAYOUT,
            AuthJsD1.LAYOUT,
            BetterAuth.LAYOUT);

    private Layouts() {}

    /**
     * The tables of NextAuth v2 and v3, the default.
     *
     * @return {@code nextauth}
     */
    public static Layout nextAuth() {
        return NEXTAUTH;
    }

    /**
     * The tables of {@code @auth/pg-adapter} and {@code @auth/neon-adapter}.
     *
     * @return the layout
     */
    public static Layout authJsPg() {
        return AuthJsPg.LAYOUT;
    }

    /**
     * The tables of {@code @auth/typeorm-adapter}.
     *
     * @return the layout
     */
    public static Layout authJsTypeOrm() {
        return AuthJsTypeOrm.LAYOUT;
    }

    /**
     * The tables of {@code @auth/prisma-adapter}.
     *
     * @return the layout
     */
    public static Layout authJsPrisma() {
        return AuthJsPrisma.LAYOUT;
    }

    /**
     * The tables of {@code @auth/drizzle-adapter}.
     *
     * @return the layout
     */
    public static Layout authJsDrizzle() {
        return AuthJsDrizzle.LAYOUT;
    }

    /**
     * The tables of {@code @auth/kysely-adapter}.
     *
     * @return the layout
     */
    public static Layout authJsKysely() {
        return AuthJsKysely.LAYOUT;
    }

    /**
     * The tables of {@code @auth/mongodb-adapter}.
     *
     * @return the layout
     */
    public static Layout authJsMongoDb() {
        return AuthJsMongoDb.LAYOUT;
    }

    /**
     * The tables of {@code @auth/sequelize-adapter}.
     *
     * @return the layout
     */
    public static Layout authJsSequelize() {
        return AuthJsSequelize.LAYOUT;
    }

    /**
     * The tables of {@code @auth/mikro-orm-adapter}.
     *
     * @return the layout
     */
    public static Layout authJsMikroOrm() {
        return AuthJsMikroOrm.LAYOUT;
    }

    /**
     * The tables of {@code @auth/supabase-adapter}.
     *
     * @return the layout
     */
    public static Layout authJsSupabase() {
        return AuthJsSupabase.LAYOUT;
    }

    /**
     * The tables of {@code @auth/d1-adapter}.
     *
     * @return the layout
     */
    public static Layout authJsD1() {
        return AuthJsD1.LAYOUT;
    }

    /**
     * The tables of better-auth.
     *
     * @return the layout
     */
    public static Layout betterAuth() {
        return BetterAuth.LAYOUT;
    }

    /**
     * All of them, in the order in which they are tried against tables that are there.
     *
     * @return the default first
     */
    public static List<Layout> all() {
        return ALL;
    }

    /**
     * Finds a layout by its name.
     *
     * @param name for instance {@code authjs-prisma}
     * @return the layout
     * @throws ConfigurationException if there is none of that name; the message lists all
     */
    public static Layout named(String name) {
        String known = "authjs-neon".equals(name) ? "authjs-pg" : name;
        return ALL.stream()
                .filter(layout -> layout.name().equals(known))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("there is no layout \"" + name + "\"; there are "
                        + ALL.stream().map(Layout::name).collect(Collectors.joining(", "))));
    }
}
