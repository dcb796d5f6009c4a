// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.connect;

import io.authflux.config.DatabaseConfig;
import io.authflux.error.ConfigurationException;
import java.util.function.UnaryOperator;

/** From a URL to the name of the driver that opens it, or to why none does; to be loaded by any class loader. */
public final class DriverProbe implements UnaryOperator<String> {

    @Override
    public String apply(String url) {
        try {
            Connections connections =
                    Connector.opener(DatabaseConfig.parse(url)).get();
            connections.pool().dispose();
            return connections.pool().getMetadata().getName();
        } catch (ConfigurationException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
