// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The options of TypeORM, of its drivers and of NestJS's module for it that mean nothing here, by family of databases. */
final class TypeOrmVocabulary {

    private static final Set<String> COMMON = words("""
            autoLoadEntities cache cli entities entitySkipConstructor factories invalidWhereValuesBehavior
            isolateWhereStatements keepConnectionAlive logger logNotifications manualInitialization metadataTableName
            migrations migrationsRun migrationsTableName migrationsTransactionMode relationLoadStrategy retryAttempts
            retryDelay seeds sid subscribers toRetry typename verboseRetryLog
            """);

    private static final Map<String, Set<String>> BY_FAMILY = Map.of(
            "postgres",
            words("""
                    connectorPackage enableTransactionTracking extensions installExtensions maxTransactionRetries
                    nativeDriver parseInt8 poolErrorHandler timeTravelQueries uuidExtension useUTC
                    """),
            "mysql",
            words("""
                    bigNumberStrings charset connectorPackage dateStrings debug disableAsciiToUtf8 enableQueryTimeout
                    flags insecureAuth isolationLevel jsonStrings legacySpatialSupport multipleStatements queryFormat
                    stringifyObjects supportBigNumbers trace typeCast version
                    """),
            "sqlite",
            words("""
                    androidDatabaseImplementation autoSave autoSaveCallback busyErrorRetry createFromLocation enableWAL
                    flags iosDatabaseLocation journalMode mode nativeBinding prepareDatabase readOnly sqlJsConfig
                    statementCacheSize useLocalForage verbose version
                    """),
            "mssql",
            words("connectionIsolationLevel isolationLevel parseJSON stream appendReadWriteLock"),
            "oracle",
            words("isolationLevel libDir thickMode useUTC"),
            "mongodb",
            words("""
                    acceptableLatencyMS autoReconnect bufferMaxEntries checkKeys domainsEnabled family
                    forceServerObjectId fsync ha haInterval ignoreUndefined keepAlive keepAliveInitialDelay loggerLevel
                    monitorCommands noDelay numberOfRetries pkFactory promiseLibrary promoteBuffers promoteLongs
                    promoteValues raw reconnectInterval reconnectTries secondaryAcceptableLatencyMS
                    serializeFunctions useNewUrlParser useUnifiedTopology validateOptions
                    """));

    /** What Node's pools and drivers take in {@code extra} and no driver for the JVM has a word for. */
    private static final Set<String> NODE = words("""
            allowExitOnIdle bigNumberStrings charset dateStrings decimalNumbers enableKeepAlive idleTimeout keepAlive
            keepAliveInitialDelay keepAliveInitialDelayMillis log maxIdle maxUses min multipleStatements
            namedPlaceholders nestTables parseInputDatesAsUTC Promise queueLimit supportBigNumbers typeCast types
            waitForConnections
            """);

    /** What TypeORM takes in a master or a slave, beside its address, and we have from what stands beside both. */
    private static final Set<String> OF_A_PLACE = words("applicationName sid");

    private static final String REPLICATION = "replication.";

    /** How Node's pools choose a slave; ours takes turns. */
    private static final Set<String> OF_REPLICATION =
            words("canRetry defaultMode removeNodeErrorCount restoreNodeTimeout selector");

    private TypeOrmVocabulary() {}

    /** Refuses what no master or slave has; {@code meaningless} is told what is not used. */
    static void requirePlace(String where, Map<String, Object> fields, Consumer<String> meaningless) {
        Set<String> known = new TreeSet<>(TypeOrmAddress.NAMES);
        known.add("ssl");
        fields.keySet().forEach(name -> {
            if (OF_A_PLACE.contains(name)) {
                meaningless.accept(where + "." + name);
            } else if (!known.contains(name)) {
                throw unknown(name, known, where + ".");
            }
        });
    }

    /** Refuses what no replication has; the name for a list of what means nothing. */
    static String requireReplications(String name) {
        if (!OF_REPLICATION.contains(name)) {
            Set<String> known = new TreeSet<>(OF_REPLICATION);
            known.addAll(List.of("master", "slaves"));
            throw unknown(name, known, REPLICATION);
        }
        return REPLICATION + name;
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    /** Of a type that nobody here knows, everything is. */
    static Set<String> meaningless(String family) {
        Set<String> names = new HashSet<>(COMMON);
        if (BY_FAMILY.containsKey(family)) {
            names.addAll(BY_FAMILY.get(family));
        } else {
            BY_FAMILY.values().forEach(names::addAll);
        }
        return names;
    }

    static boolean isNodes(String extra) {
        return NODE.contains(extra);
    }

    static ConfigurationException unknown(String name, Collection<String> known) {
        return unknown(name, known, "");
    }

    /** {@code where}: what the name stands in, with a dot after it. */
    private static ConfigurationException unknown(String name, Collection<String> known, String where) {
        List<String> sorted = List.copyOf(new TreeSet<>(known));
        return new ConfigurationException("there is no option " + where + name + "; did you mean " + where
                + Spelling.nearest(name, sorted) + "? Known are " + String.join(", ", sorted));
    }
}
