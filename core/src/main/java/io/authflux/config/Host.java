// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
import java.util.regex.Pattern;

/**
 * A server's address.
 *
 * @param name host name, IPv4 address, IPv6 address without brackets, or the path of a unix socket's folder
 * @param port the port, or 0 for the database's usual one
 */
public record Host(String name, int port) {

    private static final int MAX_PORT = 65_535;
    private static final Pattern NAME = Pattern.compile("[^\\s\\p{Cntrl}/?#@,:%\\[\\]\\\\]+");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*(%[\\w.~-]+)?");

    /**
     * Checks.
     *
     * @throws ConfigurationException if this can be no address; the message does not repeat it
     */
    public Host {
        if (name.isBlank()) {
            throw new ConfigurationException("the host name must not be blank");
        }
        boolean fits = name.startsWith("/")
                ? Texts.isWhole(name)
                : NAME.matcher(name).matches() || IPV6.matcher(name).matches();
        if (!fits) {
            throw new ConfigurationException("a host must be a name, an IP address or the absolute path of a socket's"
                    + " folder, without blanks and any of @ / ? # , [ ]");
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

    /** Prints as in a URL, save that a socket's path is not encoded. */
    @Override
    public String toString() {
        String printed = !isSocket() && name.indexOf(':') >= 0 ? "[" + name + "]" : name;
        return port == 0 ? printed : printed + ":" + port;
    }
}
