// SPDX-License-Identifier: Apache-2.0
package io.authflux.mongo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = MongoAdapter.class, importOptions = DoNotIncludeTests.class)
final class MongoArchitectureTest {

    @ArchTest
    static final ArchRule ONLY_THE_ADAPTER_IS_PUBLIC = classes()
            .that()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .should()
            .haveSimpleName("MongoAdapter")
            .orShould()
            .haveSimpleName("MongoAdapterProvider");

    @ArchTest
    static final ArchRule EVERY_CLASS_IS_FINAL = classes()
            .that()
            .areNotInterfaces()
            .and()
            .areNotAnonymousClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule IT_NEEDS_THE_CORE_AND_THE_DRIVER = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.authflux..",
                    "com.mongodb..",
                    "org.bson..",
                    "java..",
                    "javax.naming",
                    "javax.net.ssl",
                    "reactor..",
                    "org.reactivestreams",
                    "org.jspecify..",
                    "org.slf4j");

    private MongoArchitectureTest() {}
}
