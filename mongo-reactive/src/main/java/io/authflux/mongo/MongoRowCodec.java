// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import io.authflux.schema.Column;
import io.authflux.schema.Entity;
import io.authflux.schema.EntityKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.codecs.BsonValueCodec;
import org.bson.codecs.DecoderContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents of one collection into rows while they come: which field goes where is settled once, what the model does
 * not know is passed over, and no document is built. Immutable.
 */
final class MongoRowCodec implements ReadOnlyCodec<MongoRow> {

    private static final BsonValueCodec VALUES = new BsonValueCodec();

    private final List<EntityKind.Field> fields;
    private final List<@Nullable Column> columns;
    private final Map<String, Integer> indexes = new HashMap<>();

    MongoRowCodec(Entity entity) {
        fields = entity.kind().fields();
        List<@Nullable Column> all = new ArrayList<>();
        fields.forEach(field -> all.add(entity.find(field.name()).orElse(null)));
        all.addAll(entity.attributes());
        columns = Collections.unmodifiableList(all);
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (column != null) {
                indexes.put(column.name(), i);
            }
        }
    }

    /** Where a row has a field. */
    int index(String field) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(field)) {
                return i;
            }
        }
        throw new IllegalArgumentException("there is no field " + field);
    }

    MongoRow row() {
        return new MongoRow(columns, fields.size());
    }

    /** A document that is there already, as one that is to be written. */
    MongoRow row(BsonDocument document) {
        MongoRow row = row();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            BsonValue value = column == null ? null : document.get(column.name());
            if (value != null) {
                row.put(i, value);
            }
        }
        return row;
    }

    @Override
    public Class<MongoRow> getEncoderClass() {
        return MongoRow.class;
    }

    @Override
    public MongoRow decode(BsonReader reader, DecoderContext context) {
        MongoRow row = row();
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            read(reader.readName(), reader, row, context);
        }
        reader.readEndDocument();
        return row;
    }

    /** Reads the value of a field, whose name has been read. */
    void read(String name, BsonReader reader, MongoRow row, DecoderContext context) {
        Integer index = indexes.get(name);
        if (index == null) {
            reader.skipValue();
        } else {
            row.put(index, VALUES.decode(reader, context));
        }
    }
}
