// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;

/**
 * A server's address.
 *
 * @param name host name, IPv4 address, IPv6 address without brackets, or the path of a unix socket's folder
 * @param port the port, or 0 for the database's usual one
 */
public record Host(String name, int port) {

    private static final int MAX_PORT = 65_535;

    /** Checks. */
    public Host {
        if (name.isBlank()) {
            throw new ConfigurationException("the host name must not be blank");
        }
        if (port < 0 || port > MAX_PORT) {
            throw new ConfigurationException("a port must be between 1 and 65535");
        }
    }

    /**
     * The port to connect to.
     *
     * @param usual the database's usual port
     * @return this port, or the usual one if none was given
     */
    public int portOr(int usual) {
        return port == 0 ? usual : port;
    }

    /**
     * Whether this names a unix socket rather than a machine.
     *
     * @return true for an absolute path
     */
    public boolean isSocket() {
        return name.startsWith("/");
    }

    /** Prints as in a URL. */
    @Override
    public String toString() {
        String printed = name.indexOf(':') >= 0 ? "[" + name + "]" : name;
        return port == 0 ? printed : printed + ":" + port;
    }
}
