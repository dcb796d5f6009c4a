// SPDX-License-Identifier: Apache-2.0
package io.authflux.ormconfig;

import io.authflux.error.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file, or a variable, and what it holds. Whoever reads it complains through this, so that no complaint repeats the
 * content: parsers like to quote what they did not understand, which may be a password.
 *
 * @param name for messages
 * @param text the content
 */
record Source(String name, String text) {

    /** No configuration is longer, and nobody is to read a disk into memory by a mistaken path. */
    private static final long MAX_SIZE = 1 << 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    Source(Path file) {
        this(file.toString(), content(file));
    }

    private static String content(Path file) {
        try {
            if (Files.size(file) > MAX_SIZE) {
                throw new ConfigurationException(file + " is longer than a configuration can be");
            }
            String text = Files.readString(file);
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(file + " is not written in " + StandardCharsets.UTF_8);
        } catch (IOException | UncheckedIOException e) {
            throw new ConfigurationException(file + " cannot be read", e);
        }
    }

    /** What to throw for content that is no {@code kind}; a line below 1 is not known. */
    ConfigurationException unreadable(String kind, int line, int column) {
        return wrong("is no " + kind + (line < 1 ? "" : ": look at line " + line + ", column " + column));
    }

    /** What to throw for anything else; {@code what} follows the name. */
    ConfigurationException wrong(String what) {
        return new ConfigurationException(name + " " + what);
    }

    /** The options of one connection; {@code what} says which. */
    Map<String, Object> object(@Nullable Object value, String what) {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong("must have an object with options " + what);
        }
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((key, one) -> {
            if (one != null) {
                object.put(String.valueOf(key), one);
            }
        });
        return object;
    }

    /** Puts a connection to the others. */
    void add(Map<String, Map<String, Object>> connections, String connection, Map<String, Object> object) {
        if (connections.put(connection, object) != null) {
            throw wrong("has two connections named " + connection);
        }
    }

    /** Hides the content. */
    @Override
    public String toString() {
        return name;
    }
}
