// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.authflux.r2dbc.statement.StatementRunner;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;

@AnalyzeClasses(packages = "io.authflux", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
            slices().matching("io.authflux.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_WHAT_THE_DESIGN_NAMES = classes()
            .that()
            .resideInAPackage("io.authflux.r2dbc..")
            // Drivers on Netty are told in Netty's words whom to believe, and in no others.
            .and()
            .doNotHaveSimpleName("NettyTrust")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.net.ssl..",
                    "io.authflux..",
                    "io.r2dbc.spi..",
                    "io.r2dbc.pool..",
                    "reactor..",
                    "org.reactivestreams..",
                    "org.jspecify..",
                    "org.slf4j..");

    @ArchTest
    static final ArchRule DIALECTS_DO_NO_IO = noClasses()
            .that()
            .resideInAPackage("io.authflux.r2dbc.dialect..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("reactor..", "io.r2dbc.pool..", "io.authflux.r2dbc.statement..");

    @ArchTest
    static final ArchRule ONLY_THE_RUNNER_TAKES_CONNECTIONS = noClasses()
            .that()
            .resideInAPackage("io.authflux.r2dbc..")
            .and()
            .doNotBelongToAnyOf(StatementRunner.class)
            .and()
            .haveSimpleNameNotEndingWith("ConnectionFactory")
            .should()
            .callMethod(ConnectionFactory.class, "create");

    @ArchTest
    static final ArchRule ONLY_THE_TRANSLATOR_KNOWS_THE_DRIVERS_ERRORS = noClasses()
            .that()
            .resideInAPackage("io.authflux.r2dbc..")
            .and()
            .haveSimpleNameNotEndingWith("FaultTranslator")
            // Passes over a connection that died idle, which the pool tells by this type alone.
            .and()
            .haveSimpleNameNotEndingWith("LiveConnections")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(R2dbcException.class);

    @ArchTest
    static final ArchRule CLASSES_ARE_FINAL = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .areNotInterfaces()
            .and(com.tngtech.archunit.base.DescribedPredicate.<JavaClass>describe(
                    "are not annotations on packages", c -> !c.getSimpleName().equals("package-info")))
            .and()
            .resideInAPackage("io.authflux.r2dbc..")
            .should()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL);
}
