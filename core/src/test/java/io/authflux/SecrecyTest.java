// SPDX-License-Identifier: Apache-2.0
package io.authflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.authflux.adapter.VerificationTokenStore;
import io.authflux.config.DatabaseConfig;
import io.authflux.config.Secret;
import io.authflux.error.AuthfluxException;
import io.authflux.model.Account;
import io.authflux.model.NewSession;
import io.authflux.model.NewUser;
import io.authflux.model.Session;
import io.authflux.model.User;
import io.authflux.model.UserUpdate;
import io.authflux.schema.EntityKind;
import io.authflux.schema.Schema;
import io.authflux.session.VerificationManager;
import io.authflux.spi.Records;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that is a secret is ever printed, by whatever class there is. */
final class SecrecyTest {

    private static final String MARKER = "mArk3rOfASecret";

    /** Parts of a name that make a text a secret. */
    private static final List<String> SECRET_NAMES =
            List.of("token", "secret", "password", "key", "sessionstate", "attributes");

    /** What has such a name and is none; each with its reason. */
    private static final Map<String, String> NO_SECRETS = Map.of(
            "Account.tokenType", "bearer or the like",
            "Authenticator.credentialPublicKey", "public by its nature",
            "Column.key", "whether rows are found by it",
            "Entity.primaryKey", "names of fields",
            "Entity.keys", "names of fields");

    static Stream<Class<?>> records() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.authflux").stream()
                        .filter(JavaClass::isRecord)
                        .map(JavaClass::reflect);
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRecordPrintsNoneOfItsSecrets(Class<?> type) throws ReflectiveOperationException {
        for (RecordComponent component : type.getRecordComponents()) {
            if (isSecret(component)) {
                assertThat(printed(type, component))
                        .as(component.getName())
                        .contains("<hidden>", component.getName().equals("value") ? "" : component.getName())
                        .doesNotContain(MARKER);
            }
        }
    }

    private static boolean isSecret(RecordComponent component) {
        Class<?> owner = component.getDeclaringRecord();
        String name = component.getName().toLowerCase(Locale.ROOT);
        boolean named = SECRET_NAMES.stream().anyMatch(name::contains) || owner == Secret.class;
        return named
                && component.getType() == String.class
                && !NO_SECRETS.containsKey(owner.getSimpleName() + "." + component.getName());
    }

    private static String printed(Class<?> type, RecordComponent marked) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Constructor<?> constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return constructor
                .newInstance(Arrays.stream(components)
                        .map(c -> c.equals(marked) ? MARKER : sample(c.getType()))
                        .toArray())
                .toString();
    }

    private static Object sample(Class<?> type) {
        Map<Class<?>, Object> samples = new HashMap<>(Map.of(
                String.class,
                "x",
                Instant.class,
                Instant.EPOCH,
                Map.class,
                Map.of(),
                List.of().getClass(),
                List.of()));
        samples.put(long.class, 1L);
        samples.put(boolean.class, true);
        Object sample = samples.get(type);
        if (sample == null) {
            throw new AssertionError("give the test a sample of " + type);
        }
        return sample;
    }

    @Test
    void theScanFindsEveryRecordThatHoldsASecret() {
        Map<String, List<String>> found = new TreeMap<>();
        records().forEach(type -> {
            List<String> secrets = Arrays.stream(type.getRecordComponents())
                    .filter(SecrecyTest::isSecret)
                    .map(RecordComponent::getName)
                    .toList();
            if (!secrets.isEmpty()) {
                found.put(type.getSimpleName(), secrets);
            }
        });
        assertThat(found)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "Account", List.of("refreshToken", "accessToken", "idToken", "sessionState"),
                        "NewSession", List.of("sessionToken"),
                        "Secret", List.of("value"),
                        "Session", List.of("sessionToken", "accessToken"),
                        "VerificationRequest", List.of("token"),
                        "VerificationToken", List.of("token")));
    }

    @Test
    void everyExemptionIsStillNeeded() {
        Set<String> components = new java.util.HashSet<>();
        records().forEach(type -> Arrays.stream(type.getRecordComponents())
                .forEach(c -> components.add(type.getSimpleName() + "." + c.getName())));
        assertThat(components).containsAll(NO_SECRETS.keySet());
    }

    static Stream<Object> holdersOfAttributes() {
        Map<String, Object> attributes = Map.of("passwordHash", MARKER);
        return Stream.of(
                new User("1", null, null, null, null, attributes),
                NewUser.builder().attribute("passwordHash", MARKER).build(),
                UserUpdate.builder().attribute("passwordHash", MARKER).build(),
                Account.builder("1", "oauth", "github", "2")
                        .attribute("passwordHash", MARKER)
                        .build(),
                new Session("t", "1", Instant.EPOCH, null, attributes),
                new NewSession("t", "1", Instant.EPOCH, attributes));
    }

    @ParameterizedTest
    @MethodSource("holdersOfAttributes")
    void ofAnAttributeOnlyTheNameIsPrinted(Object holder) {
        assertThat(holder.toString()).contains("passwordHash").doesNotContain(MARKER);
    }

    @Test
    void aSecretThatIsAbsentPrintsAsNull() {
        assertThat(Account.builder("1", "oauth", "github", "2").build().toString())
                .contains("refreshToken=null", "accessToken=null", "idToken=null", "sessionState=null");
    }

    @Test
    void theBuilderOfAConfigurationAndTheConfigurationPrintNoPassword() {
        DatabaseConfig.Builder builder = DatabaseConfig.builder("postgres").password(MARKER);
        assertThat(builder.toString()).doesNotContain(MARKER);
        assertThat(builder.build().toString()).contains("password=<hidden>").doesNotContain(MARKER);
    }

    @Test
    void aManagerPrintsNoSecret() {
        VerificationTokenStore store = (VerificationTokenStore) Proxy.newProxyInstance(
                SecrecyTest.class.getClassLoader(), new Class<?>[] {VerificationTokenStore.class}, (p, m, a) -> null);
        VerificationManager manager = new VerificationManager(store, MARKER, Duration.ofHours(1), Clock.systemUTC());
        assertThat(manager.toString()).contains("maxAge=PT1H").doesNotContain(MARKER);
    }

    @Test
    void aRowThatCannotBeWrittenIsRefusedWithoutItsValues() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        rows.add(Records.values(NewSession.of(MARKER + "\0", "1", Instant.EPOCH)));
        rows.add(Records.values(NewSession.of(MARKER + "\uD800", "1", Instant.EPOCH)));
        rows.add(Records.values(NewSession.of(MARKER.repeat(200), "1", Instant.EPOCH)));
        rows.add(Records.values(new NewSession("t", "1", Instant.EPOCH, Map.of("nonsense", MARKER))));
        rows.add(new HashMap<>(Map.of("expires", MARKER)));
        for (Map<String, @Nullable Object> row : rows) {
            assertThatThrownBy(
                            () -> Schema.nextAuth().entity(EntityKind.SESSION).newRow(row, Instant.EPOCH))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining(MARKER);
        }
    }

    @Test
    void noErrorRepeatsTheWordsOfTheDriver() throws ReflectiveOperationException {
        Throwable driver = new IllegalStateException("Key (session_token)=(" + MARKER + ") already exists");
        List<String> seen = new ArrayList<>();
        for (Class<?> type : errors(AuthfluxException.class).toList()) {
            for (Constructor<?> constructor : type.getConstructors()) {
                Object[] arguments = Arrays.stream(constructor.getParameterTypes())
                        .map(p -> p == Throwable.class ? driver : p == List.class ? List.of("a is missing") : "words")
                        .toArray();
                assertThat(constructor.newInstance(arguments).toString())
                        .contains("words")
                        .doesNotContain(MARKER);
                seen.add(type.getSimpleName());
            }
        }
        assertThat(seen).hasSize(12);
    }

    private static Stream<Class<?>> errors(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(SecrecyTest::errors)
                : Stream.of(type);
    }
}
