// SPDX-License-Identifier: Apache-2.0
package io.authflux;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rules of the house that no compiler checks. */
@AnalyzeClasses(packages = "io.authflux", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    /** Everything that a caller can name; whatever else becomes public is here first, on purpose. */
    private static final Map<String, Set<String>> PUBLIC = Map.ofEntries(
            Map.entry("io.authflux", Set.of("Authflux")),
            Map.entry(
                    "io.authflux.adapter",
                    Set.of(
                            "AccountStore",
                            "AdapterInfo",
                            "AuthAdapter",
                            "AuthenticatorStore",
                            "SessionStore",
                            "UserStore",
                            "VerificationTokenStore")),
            Map.entry("io.authflux.coalesce", Set.of("Coalescer", "Coalescer$Limits", "LookupSource")),
            Map.entry(
                    "io.authflux.config",
                    Set.of(
                            "ConnectOptions",
                            "DatabaseConfig",
                            "DatabaseConfig$Builder",
                            "Host",
                            "Lookups",
                            "Option",
                            "Options",
                            "Secret",
                            "SslMode")),
            Map.entry(
                    "io.authflux.error",
                    Set.of(
                            "AuthfluxException",
                            "ConcurrentUpdateException",
                            "ConfigurationException",
                            "NonUniqueResultException",
                            "NotFoundException",
                            "ReferenceViolationException",
                            "SchemaMismatchException",
                            "StoreBusyException",
                            "StoreFailureException",
                            "StoreTimeoutException",
                            "StoreUnavailableException",
                            "TransientStoreException",
                            "UniqueViolationException",
                            "ViolationException")),
            Map.entry(
                    "io.authflux.model",
                    Set.of(
                            "Account",
                            "Account$Builder",
                            "Authenticator",
                            "NewSession",
                            "NewUser",
                            "NewUser$Builder",
                            "Session",
                            "SessionWithUser",
                            "User",
                            "UserUpdate",
                            "UserUpdate$Builder",
                            "VerificationToken")),
            Map.entry("io.authflux.layout", Set.of("Family", "Layout", "Layouts")),
            Map.entry(
                    "io.authflux.rows",
                    Set.of("Row", "RowAdapter", "RowStorage", "Tables", "Tables$Change", "Tables$Outcome")),
            Map.entry(
                    "io.authflux.schema",
                    Set.of(
                            "AesGcmCodec",
                            "Column",
                            "ColumnType",
                            "Entity",
                            "EntityKind",
                            "EntityKind$Field",
                            "Generator",
                            "Generator$Kind",
                            "Key",
                            "KeyNames",
                            "NamingStrategy",
                            "Presence",
                            "Reference",
                            "Schema",
                            "TextCodec")),
            Map.entry(
                    "io.authflux.session",
                    Set.of(
                            "CurrentSession",
                            "HashedSessionStore",
                            "Identifiers",
                            "SessionCookies",
                            "SessionManager",
                            "SessionPolicy",
                            "VerificationManager",
                            "VerificationRequest",
                            "VerificationSender")),
            Map.entry(
                    "io.authflux.spi", Set.of("AdapterProvider", "Cells", "ClientIdentity", "Records", "ServerTrust")),
            Map.entry("io.authflux.token", Set.of("Ids", "Tokens")));

    @ArchTest
    static final ArchRule NO_PACKAGE_IS_PART_OF_A_CYCLE =
            slices().matching("io.(authflux..)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule CORE_NEEDS_LITTLE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.authflux..",
                    "java..",
                    "javax.crypto..",
                    "javax.net.ssl..",
                    "reactor.core..",
                    "org.reactivestreams",
                    "org.jspecify..",
                    "org.slf4j");

    @ArchTest
    static final ArchRule THE_MODEL_KNOWS_NOBODY = classes()
            .that()
            .resideInAnyPackage("io.authflux.model", "io.authflux.error", "io.authflux.token")
            .should()
            .onlyDependOnClassesThat(DescribedPredicate.describe(
                    "are the JDK's or of the same package",
                    c -> !c.getPackageName().startsWith("io.authflux")
                            || Set.of("io.authflux.model", "io.authflux.error", "io.authflux.token")
                                    .contains(c.getPackageName())));

    @ArchTest
    static final ArchRule NO_CLASS_IS_MEANT_TO_BE_EXTENDED = classes()
            .that(not(INTERFACES))
            .and(not(sealed()))
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .and()
            .areNotEnums()
            .and()
            .areNotAnonymousClasses()
            .should()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule NOTHING_WAITS_FOR_A_LOCK = noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED);

    @ArchTest
    static final ArchRule NO_FIELD_IS_PUBLIC_UNLESS_IT_IS_A_CONSTANT =
            fields().that().arePublic().should().beStatic().andShould().beFinal();

    private static DescribedPredicate<JavaClass> sealed() {
        return DescribedPredicate.describe("sealed", c -> c.reflect().isSealed());
    }

    @ArchTest
    void thePublicClassesAreThoseOfTheList(JavaClasses classes) {
        Map<String, Set<String>> found = new TreeMap<>();
        classes.stream()
                .filter(c -> c.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(c -> !c.isAnonymousClass())
                .forEach(c -> found.computeIfAbsent(c.getPackageName(), p -> new TreeSet<>())
                        .add(c.getName().substring(c.getPackageName().length() + 1)));
        assertThat(found).containsExactlyInAnyOrderEntriesOf(PUBLIC);
    }
}
