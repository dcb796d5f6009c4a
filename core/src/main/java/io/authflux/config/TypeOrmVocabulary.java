// SPDX-License-Identifier: Apache-2.0
package io.authflux.config;

import io.authflux.error.ConfigurationException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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

    private TypeOrmVocabulary() {}

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
        List<String> sorted = List.copyOf(new TreeSet<>(known));
        return new ConfigurationException("there is no option " + name + "; did you mean "
                + Spelling.nearest(name, sorted) + "? Known are " + String.join(", ", sorted));
    }
}
