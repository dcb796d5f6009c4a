// SPDX-License-Identifier: Apache-2.0
package io.authflux.error;

import java.util.List;

/**
 * The tables in the database are not those that the schema describes. Nothing was changed.
 */
public final class SchemaMismatchException extends AuthfluxException {

    private static final long serialVersionUID = 1L;

    /** Serializable by {@link List#copyOf}. */
    @SuppressWarnings("serial")
    private final List<String> differences;

    /**
     * Creates the exception.
     *
     * @param summary one sentence; the differences follow it in the message, one a line
     * @param differences what is missing or different, each a sentence of its own
     */
    public SchemaMismatchException(String summary, List<String> differences) {
        super(summary + "\n  - " + String.join("\n  - ", differences), null);
        this.differences = List.copyOf(differences);
    }

    /**
     * What is missing or different.
     *
     * @return one sentence each, never empty
     */
    public List<String> differences() {
        return differences;
    }
}
