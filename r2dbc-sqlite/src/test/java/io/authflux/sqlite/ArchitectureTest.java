// SPDX-License-Identifier: Apache-2.0
package io.authflux.sqlite;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.authflux.sqlite", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    void packagesHaveNoCycles(JavaClasses classes) {
        slices().matching("io.authflux.(**)").should().beFreeOfCycles().check(classes);
    }

    @ArchTest
    static final ArchRule onlyTheClientTouchesJdbc = noClasses()
            .that()
            .resideOutsideOfPackage("..client")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.sqlite..");

    @ArchTest
    static final ArchRule itKnowsNothingOfWhoUsesIt = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "io.authflux.sqlite..",
                    "io.r2dbc.spi..",
                    "reactor..",
                    "org.reactivestreams..",
                    "org.sqlite..",
                    "org.slf4j..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule implementationsArePackagePrivate = classes()
            .that()
            .resideInAPackage("io.authflux.sqlite")
            .and()
            .doNotHaveSimpleName("SqliteConnectionFactory")
            .and()
            .doNotHaveSimpleName("SqliteConnectionFactoryProvider")
            .should()
            .notBePublic();
}
