// SPDX-License-Identifier: Apache-2.0
package io.authflux.schema;

import java.util.Locale;
import java.util.regex.Pattern;

/** The strategies that NextAuth knows, and none at all. */
enum NamingStrategies implements NamingStrategy {
    AS_IS {
        @Override
        public String apply(String name) {
            return name;
        }
    },
    SNAKE {
        @Override
        public String apply(String name) {
            String split = ACRONYM.matcher(name).replaceAll("$1_$2$3");
            return HUMP.matcher(split).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
        }
    },
    CAMEL {
        @Override
        public String apply(String name) {
            return UNDERSCORE.matcher(name).replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT));
        }
    };

    private static final Pattern ACRONYM = Pattern.compile("([A-Z])([A-Z])([a-z])");
    private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");
    private static final Pattern UNDERSCORE = Pattern.compile("(?<=[A-Za-z0-9])_([A-Za-z0-9])");
}
