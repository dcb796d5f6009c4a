// SPDX-License-Identifier: Apache-2.0
package io.authflux.model;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Maps the fields and attributes of one record onto the components of another, by name. */
final class RecordView {

    private RecordView() {}

    static <T extends Record> T of(Record source, Map<String, Object> attributes, Class<T> type) {
        Map<String, @Nullable Object> values = new HashMap<>(attributes);
        for (RecordComponent component : source.getClass().getRecordComponents()) {
            if (!component.getName().equals("attributes")) {
                values.put(component.getName(), read(source, component));
            }
        }
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new IllegalArgumentException(type.getName() + " is no record");
        }
        List<@Nullable Object> arguments = Stream.of(components)
                .map(component -> argument(component, values.get(component.getName())))
                .toList();
        return create(type, components, arguments.toArray());
    }

    private static @Nullable Object argument(RecordComponent component, @Nullable Object value) {
        Class<?> type = component.getType();
        if (value == null) {
            if (type.isPrimitive()) {
                throw new IllegalArgumentException(component.getName() + " has no value, which " + type + " cannot be");
            }
            return null;
        }
        if (type.isEnum() && value instanceof String name) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> ((Enum<?>) constant).name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            component.getName() + " holds what is no " + type.getSimpleName()));
        }
        boolean fits = type.isPrimitive() ? wraps(type, value) : type.isInstance(value);
        if (!fits) {
            throw new IllegalArgumentException(component.getName() + " is a "
                    + value.getClass().getSimpleName() + ", not a " + type.getSimpleName());
        }
        return value;
    }

    private static boolean wraps(Class<?> primitive, Object value) {
        return (primitive == int.class && value instanceof Integer)
                || (primitive == long.class && (value instanceof Long || value instanceof Integer))
                || (primitive == boolean.class && value instanceof Boolean);
    }

    private static @Nullable Object read(Record source, RecordComponent component) {
        try {
            return component.getAccessor().invoke(source);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record of ours cannot be read", e);
        }
    }

    private static <T> T create(Class<T> type, RecordComponent[] components, @Nullable Object[] arguments) {
        try {
            Class<?>[] types =
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalArgumentException(type.getName() + " cannot be made", e);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalArgumentException(
                    type.getName() + " cannot be made: open its package to this library, or make it public", e);
        }
    }
}
