// SPDX-License-Identifier: Apache-2.0
package io.authflux.ormconfig;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import io.authflux.error.ConfigurationException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code ormconfig.json}: one object, or a list of objects with a {@code name} each. */
final class JsonFormat implements Format {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final String KIND = "JSON";
    private static final String NAME = "name";

    @Override
    public Map<String, Map<String, Object>> read(Source source) {
        Object root = parse(source);
        List<?> objects = root instanceof List<?> list ? list : root == null ? List.of() : List.of(root);
        Map<String, Map<String, Object>> connections = new LinkedHashMap<>();
        for (Object one : objects) {
            Map<String, Object> object = source.object(one, "for each connection");
            Object name = object.getOrDefault(NAME, OrmConfig.DEFAULT);
            source.add(connections, String.valueOf(name), object);
        }
        return connections;
    }

    /** Null is what JSON calls so. */
    static @Nullable Object parse(Source source) {
        try (JsonParser parser = FACTORY.createParser(source.text())) {
            Object value = JSON.std.anyFrom(parser);
            if (parser.nextToken() != null) {
                throw unreadable(source, parser.currentTokenLocation());
            }
            return value;
        } catch (JsonProcessingException e) {
            throw unreadable(source, e.getLocation());
        } catch (IOException e) {
            throw unreadable(source, null);
        }
    }

    private static ConfigurationException unreadable(Source source, @Nullable JsonLocation where) {
        return where == null
                ? source.unreadable(KIND, -1, -1)
                : source.unreadable(KIND, where.getLineNr(), where.getColumnNr());
    }
}
