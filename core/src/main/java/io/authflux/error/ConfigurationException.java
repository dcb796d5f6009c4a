// SPDX-License-Identifier: Apache-2.0
package io.authflux.error;

import org.jspecify.annotations.Nullable;

/**
 * The URL, an option or the class path is wrong. The message says what, and what to write or which Maven coordinates to
 * add; it never repeats a password.
 */
public final class ConfigurationException extends AuthfluxException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message one sentence for the person who wrote the configuration
     */
    public ConfigurationException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message one sentence for the person who wrote the configuration
     * @param cause what was thrown underneath; it must not hold a secret
     */
    public ConfigurationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
