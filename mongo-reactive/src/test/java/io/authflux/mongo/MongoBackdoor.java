// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.authflux.schema.Column;
import io.authflux.schema.ColumnType;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Schema;
import io.authflux.testkit.Await;
import io.authflux.testkit.Backdoor;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Documents as any other program would read and write them: by the driver's own {@link Document}. */
final class MongoBackdoor implements Backdoor {

    private final MongoDatabase database;
    private final Schema schema;

    MongoBackdoor(MongoDatabase database, Schema schema) {
        this.database = database;
        this.schema = schema;
    }

    @Override
    public List<Map<String, Object>> find(EntityKind kind, Map<String, ?> where) {
        Document filter = new Document();
        where.forEach((field, value) -> {
            Column column = schema.entity(kind).column(field);
            filter.put(column.name(), toMongo(column, value));
        });
        return Await.all(Flux.from(collection(kind).find(filter)).map(document -> row(kind, document)));
    }

    @Override
    public void write(EntityKind kind, Map<String, ? extends @Nullable Object> row) {
        Document document = new Document();
        for (Column column : schema.entity(kind).columns()) {
            @Nullable Object value = row.get(column.field());
            if (value != null) {
                document.put(column.name(), toMongo(column, value));
            }
        }
        Await.done(Mono.from(collection(kind).insertOne(document)));
    }

    private MongoCollection<Document> collection(EntityKind kind) {
        return database.getCollection(schema.entity(kind).table());
    }

    private Map<String, Object> row(EntityKind kind, Document document) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (Column column : schema.entity(kind).columns()) {
            @Nullable Object value = document.get(column.name());
            if (value != null) {
                row.put(column.field(), toModel(column, value));
            }
        }
        return row;
    }

    private static Object toMongo(Column column, Object value) {
        if (value instanceof Instant instant) {
            return column.type() == ColumnType.EPOCH_SECONDS ? (Object) instant.getEpochSecond() : Date.from(instant);
        }
        boolean key = column.type() == ColumnType.ID_INTEGER && ObjectId.isValid((String) value);
        return key ? new ObjectId((String) value) : value;
    }

    private static Object toModel(Column column, Object value) {
        if (column.type() == ColumnType.EPOCH_SECONDS) {
            return Instant.ofEpochSecond(((Number) value).longValue());
        }
        if (value instanceof Date date) {
            return date.toInstant();
        }
        return value instanceof ObjectId id ? id.toHexString() : value;
    }
}
