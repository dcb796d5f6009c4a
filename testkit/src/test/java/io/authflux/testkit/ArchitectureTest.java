// SPDX-License-Identifier: Apache-2.0
package io.authflux.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.authflux.testkit.memory.InMemoryAuthAdapter;

@AnalyzeClasses(packages = "io.authflux.testkit", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    final ArchRule packagesHaveNoCycles =
            slices().matching("io.authflux.(**)").should().beFreeOfCycles();

    @ArchTest
    final ArchRule contractKnowsNoImplementation = noClasses()
            .that()
            .resideInAPackage("io.authflux.testkit")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.authflux.testkit.memory", "io.authflux.testkit.database");

    @ArchTest
    final ArchRule oneDoorToMemory = classes()
            .that()
            .resideInAPackage("io.authflux.testkit.memory")
            .and()
            .doNotBelongToAnyOf(InMemoryAuthAdapter.class)
            .and()
            .haveSimpleNameNotEndingWith("package-info")
            .should()
            .bePackagePrivate();

    @ArchTest
    final ArchRule classesAreFinal = classes()
            .that()
            .areNotInterfaces()
            .and()
            .areNotAnonymousClasses()
            .should()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL);
}
