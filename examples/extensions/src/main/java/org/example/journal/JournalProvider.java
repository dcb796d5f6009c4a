// SPDX-License-Identifier: Apache-2.0
package org.example.journal;

import io.authflux.adapter.AdapterInfo;
import io.authflux.adapter.AuthAdapter;
import io.authflux.config.ConnectOptions;
import io.authflux.config.DatabaseConfig;
import io.authflux.error.ConfigurationException;
import io.authflux.layout.Family;
import io.authflux.layout.Layout;
import io.authflux.rows.RowAdapter;
import io.authflux.schema.Schema;
import io.authflux.spi.AdapterProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Opens {@code journal:/var/lib/auth.journal}. */
public final class JournalProvider implements AdapterProvider {

    @Override
    public Set<String> types() {
        return Set.of("journal");
    }

    @Override
    public Mono<AuthAdapter> connect(DatabaseConfig config, ConnectOptions options) {
        List<Layout> layouts = options.layouts(config);
        if (layouts.size() > 1) {
            throw new ConfigurationException("a journal does not tell whose layout it has: name one");
        }
        Schema schema = layouts.get(0).on(Family.POSTGRES);
        Path path = Path.of(config.database()).toAbsolutePath();
        return Mono.defer(() -> {
            Journal journal = new Journal(path, schema);
            return journal.open()
                    .<AuthAdapter>map(
                            open -> new RowAdapter(open, schema, options.clock(), new AdapterInfo("Journal", "1")))
                    .onErrorResume(error -> journal.close().then(Mono.error(error)))
                    .doOnCancel(() -> journal.close().subscribe());
        });
    }
}
