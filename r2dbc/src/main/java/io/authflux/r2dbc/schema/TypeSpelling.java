// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.schema;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Types are declared in one spelling and printed by the catalog in another. */
final class TypeSpelling {

    private static final Pattern PARTS =
            Pattern.compile("([a-z][a-z0-9_ ]*?) ?(\\([0-9, ]+\\))?( with time zone| without time zone| unsigned)?");

    private static final Pattern AFTER_TYPE = Pattern.compile(" (character set|collate|default|not null|null) .*");

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("int", "integer"),
            Map.entry("int4", "integer"),
            Map.entry("serial", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("bigserial", "bigint"),
            Map.entry("int2", "smallint"),
            Map.entry("bool", "boolean"),
            Map.entry("character varying", "varchar"),
            Map.entry("character", "char"),
            Map.entry("bpchar", "char"),
            Map.entry("decimal", "numeric"),
            Map.entry("timestamptz", "timestamp"));

    private TypeSpelling() {}

    /** Whether two texts name one type. */
    static boolean isSame(String one, String other) {
        return canonical(one).equals(canonical(other));
    }

    private static String canonical(String type) {
        String plain = type.toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ");
        plain = AFTER_TYPE.matcher(plain).replaceFirst("");
        Matcher parts = PARTS.matcher(plain);
        if (!parts.matches()) {
            return plain;
        }
        String name = parts.group(1);
        String size = parts.group(2) == null ? "" : parts.group(2);
        String suffix = parts.group(3) == null ? "" : parts.group(3);
        if (name.equals("tinyint") && size.equals("(1)")) {
            return "boolean";
        }
        String known = NAMES.getOrDefault(name, name);
        // A number in parentheses says how wide an integer is printed, and no digits of a second are the default.
        boolean idle = known.endsWith("int") || known.equals("integer") || size.equals("(0)");
        boolean zoned = name.equals("timestamptz") || suffix.equals(" with time zone");
        return known + (idle ? "" : size) + (zoned ? " with time zone" : suffix.replace(" without time zone", ""));
    }
}
