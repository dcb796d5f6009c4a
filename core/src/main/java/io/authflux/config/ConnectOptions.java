// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
import io.authflux.layout.Layout;
import io.authflux.layout.Layouts;
import io.authflux.schema.Schema;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a connection needs that no URL can hold. Immutable.
 *
 * @param layout the tables, before prefix and naming of the {@link DatabaseConfig} are applied; null for those that
 *     {@link Options#LAYOUT} names
 * @param clock what time it is; decides which sessions have expired
 */
public record ConnectOptions(@Nullable Layout layout, Clock clock) {

    private static final String AUTO = "auto";
    private static final ConnectOptions DEFAULTS = new ConnectOptions(null, Clock.systemUTC());

    /** Checks. */
    public ConnectOptions {
        Objects.requireNonNull(clock, "clock");
    }

    /**
     * The tables that the configuration names, NextAuth v3's if it names none, and the system's clock.
     *
     * @return the defaults
     */
    public static ConnectOptions defaults() {
        return DEFAULTS;
    }

    /**
     * The same options with tables of one's own.
     *
     * @param newSchema the tables
     * @return the options
     */
    public ConnectOptions withSchema(Schema newSchema) {
        return new ConnectOptions(Layout.of(newSchema), clock);
    }

    /**
     * The same options with another layout.
     *
     * @param newLayout the tables on each family of databases, for instance {@code Layouts.authJsPrisma()}
     * @return the options
     */
    public ConnectOptions withLayout(Layout newLayout) {
        return new ConnectOptions(Objects.requireNonNull(newLayout, "layout"), clock);
    }

    /**
     * The same options with another clock.
     *
     * @param newClock the clock
     * @return the options
     */
    public ConnectOptions withClock(Clock newClock) {
        return new ConnectOptions(layout, newClock);
    }

    /**
     * The layouts that the tables may have.
     *
     * @param config names one, or {@code auto}, or none
     * @return one; for {@code auto} all that come with Authflux, of which the one is to be taken that fits the tables
     * @throws ConfigurationException if there is none of that name, or the layout is given here and there differently
     */
    public List<Layout> layouts(DatabaseConfig config) {
        String name = config.get(Options.LAYOUT);
        if (name.isEmpty()) {
            return List.of(layout == null ? Layouts.nextAuth() : layout);
        }
        if (layout != null && !isNamed(layout, name)) {
            throw new ConfigurationException("the option layout says \"" + name + "\", the code says \"" + layout.name()
                    + "\": leave one of them out");
        }
        if (layout != null) {
            return List.of(layout);
        }
        return name.equals(AUTO) ? Layouts.all() : List.of(Layouts.named(name));
    }

    /** A layout may have a second name. */
    private static boolean isNamed(Layout layout, String name) {
        return layout.name().equals(name)
                || (!name.equals(AUTO) && Layouts.named(name).name().equals(layout.name()));
    }
}
