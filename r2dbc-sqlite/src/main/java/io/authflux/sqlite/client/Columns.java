// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite.client;

import io.authflux.sqlite.codec.DeclaredType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The columns of a result. Immutable. */
public final class Columns {

    static final Columns NONE = new Columns(List.of(), List.of());

    private final List<String> names;
    private final List<DeclaredType> types;
    private final Map<String, Integer> indexes = new HashMap<>();

    Columns(List<String> names, List<DeclaredType> types) {
        this.names = List.copyOf(names);
        this.types = List.copyOf(types);
        for (int i = 0; i < names.size(); i++) {
            indexes.putIfAbsent(names.get(i), i);
        }
    }

    /**
     * How many there are.
     *
     * @return 0 for a result without rows
     */
    public int size() {
        return names.size();
    }

    /**
     * What one is called.
     *
     * @param index from 0
     * @return its label
     */
    public String name(int index) {
        return names.get(index);
    }

    /**
     * What one was declared as.
     *
     * @param index from 0
     * @return its declared type
     */
    public DeclaredType type(int index) {
        return types.get(index);
    }

    /**
     * The first column of a name, whatever its case; one in the same case goes first.
     *
     * @param name a label
     * @return its index, or -1
     */
    public int indexOf(String name) {
        Integer exact = indexes.get(name);
        if (exact != null) {
            return exact;
        }
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }
}
