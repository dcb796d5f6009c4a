// SPDX-License-Identifier: Apache-2.0
package io.authflux.ormconfig;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of the house that no compiler checks. */
@AnalyzeClasses(packages = "io.authflux.ormconfig", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule ONE_CLASS_IS_THE_DOOR =
            classes().that().arePublic().should().haveSimpleName("OrmConfig");

    @ArchTest
    static final ArchRule EACH_PARSER_IS_KNOWN_TO_ONE_CLASS = classes()
            .that()
            .haveSimpleNameNotEndingWith("Format")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "io.authflux.ormconfig",
                    "io.authflux.config",
                    "io.authflux.error",
                    "org.jspecify..",
                    "org.slf4j");
}
