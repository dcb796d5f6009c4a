// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values as a reader of JSON, YAML or XML makes them. One of another type is refused by its name, and not repeated. */
final class Plain {

    private Plain() {}

    /** A text and nothing else: a number would have lost its zeros. */
    static String text(String name, Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw expected(name, "a text; where the file is YAML, put it into quotes");
    }

    /** A text, a number or a truth, as it stands in a URL. */
    static String scalar(String name, Object value, String expected) {
        if (value instanceof String || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof Number number) {
            return plain(name, number, expected);
        }
        throw expected(name, expected);
    }

    private static String plain(String name, Number number, String expected) {
        try {
            return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            throw expected(name, expected);
        }
    }

    static boolean truth(String name, Object value) {
        Boolean truth = Values.BOOLEAN.parse(scalar(name, value, Values.BOOLEAN.expected()));
        if (truth == null) {
            throw expected(name, Values.BOOLEAN.expected());
        }
        return truth;
    }

    static List<?> list(String name, Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw expected(name, "a list");
    }

    /** Without what is null, which is what is not given. */
    static Map<String, Object> object(String name, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw expected(name, "an object");
        }
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((key, one) -> {
            if (one != null) {
                object.put(String.valueOf(key), one);
            }
        });
        return object;
    }

    static ConfigurationException expected(String name, String expected) {
        return new ConfigurationException("the option " + name + " expects " + expected);
    }
}
