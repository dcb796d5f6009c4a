// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc.dialect;

import io.authflux.schema.ColumnType;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL. Also the guess for every server that says that it is one. */
final class PostgresDialect implements PostgresFamily {

    /**
     * From this version on {@link PostgresMoments} is used. Earlier ones could, but CockroachDB and others that speak
     * PostgreSQL's protocol without its functions say that they are one of those.
     */
    private static final int MOMENTS_SINCE = 14;

    private static final Pattern MAJOR = Pattern.compile("\\d+");

    private final boolean moments;

    PostgresDialect() {
        this(false);
    }

    private PostgresDialect(boolean moments) {
        this.moments = moments;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public Dialect forServer(String product, String version) {
        Matcher major = MAJOR.matcher(version);
        return major.lookingAt() && Integer.parseInt(major.group()) >= MOMENTS_SINCE ? new PostgresDialect(true) : this;
    }

    @Override
    public Codec codec(ColumnType type) {
        Codec codec = Codecs.standard(type);
        if (!moments) {
            return codec;
        }
        return switch (type) {
            case TIMESTAMP -> codec.reading(PostgresMoments.ZONED);
            case TIMESTAMP_UTC -> codec.reading(PostgresMoments.UNZONED);
            default -> codec;
        };
    }

    @Override
    public boolean supports(ConnectionFactoryMetadata metadata) {
        return metadata.getName().equals("PostgreSQL");
    }

    /** The lock ends with the transaction, and the next statement sees what whoever held it has written. */
    @Override
    public KeyLock keyLock() {
        return new KeyLock.OfTransaction("SELECT pg_advisory_xact_lock(hashtextextended("
                + "concat_ws('.', COALESCE(NULLIF($1, ''), current_schema()), $2::text), 0))::text");
    }

    /** The number is arbitrary: the bytes of the word {@code authflux}. */
    @Override
    public Optional<String> synchronizeLock() {
        return Optional.of("SELECT pg_advisory_xact_lock(7022647185697961336)::text");
    }
}
