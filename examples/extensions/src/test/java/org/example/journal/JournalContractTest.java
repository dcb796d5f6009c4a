// SPDX-License-Identifier: Apache-2.0
package org.example.journal;

import io.authflux.adapter.AdapterInfo;
import io.authflux.adapter.AuthAdapter;
import io.authflux.rows.Row;
import io.authflux.rows.RowAdapter;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Schema;
import io.authflux.testkit.AdapterContract;
import io.authflux.testkit.Await;
import io.authflux.testkit.Backdoor;
import io.authflux.testkit.MutableClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The whole contract on the file: all that a third party writes to prove its adapter. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JournalContractTest implements AdapterContract, Backdoor {

    private final MutableClock clock = MutableClock.create();
    private Journal journal;
    private AuthAdapter adapter;

    @BeforeAll
    void open(@TempDir Path folder) {
        journal = Await.one(new Journal(folder.resolve("auth.journal"), schema()).open());
        adapter = new RowAdapter(journal, schema(), clock, new AdapterInfo("Journal", "1"));
    }

    @AfterAll
    void close() {
        Await.done(adapter.close());
    }

    @Override
    public AuthAdapter adapter() {
        return adapter;
    }

    @Override
    public Backdoor backdoor() {
        return this;
    }

    @Override
    public MutableClock clock() {
        return clock;
    }

    @Override
    public Schema schema() {
        return Schema.nextAuth();
    }

    /** Each write waits for the disk. */
    @Override
    public int races() {
        return 10;
    }

    @Override
    public int cancelledLookups() {
        return 10_000;
    }

    @Override
    public List<Map<String, Object>> find(EntityKind kind, Map<String, ?> where) {
        return Await.one(journal.atomically("find", tables -> tables.rows(kind).stream()
                .filter(row -> row.matches(where))
                .map(Row::values)
                .toList()));
    }

    @Override
    public void write(EntityKind kind, Map<String, ? extends @Nullable Object> row) {
        Await.done(journal.atomically("write", tables -> {
            tables.load(kind, row);
            return kind;
        }));
    }
}
