package io.antiphon.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rules of {@code ARCHITECTURE.md} that Maven cannot see. */
class ArchitectureTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.antiphon");

    @Test
    void packagesDoNotGoInCircles() {
        slices().matching("io.antiphon.(**)").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void modulesKnowOnlyWhatLiesBelowThem() {
        noClasses()
                .that(resideInAPackage("io.antiphon.audio.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.antiphon.ports..", "io.antiphon.conversation.."))
                .check(HOUSE);
        noClasses()
                .that(resideInAnyPackage("io.antiphon.lines..", "io.antiphon.providers..", "io.antiphon.knowledge.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "io.antiphon.conversation..", "io.antiphon.control..", "io.antiphon.server.."))
                .check(HOUSE);
        noClasses()
                .that(resideInAPackage("io.antiphon.lines.."))
                .should()
                .dependOnClassesThat(resideInAPackage("io.antiphon.providers.."))
                .check(HOUSE);
        noClasses()
                .that(resideInAPackage("io.antiphon.providers.."))
                .should()
                .dependOnClassesThat(resideInAPackage("io.antiphon.lines.."))
                .check(HOUSE);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.antiphon.server..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.antiphon.server.."))
                .check(HOUSE);
    }

    @Test
    void soundNeedsNoNetworkAndNoThread() {
        noClasses()
                .that(resideInAPackage("io.antiphon.audio.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net..", "java.util.concurrent..", "java.sql.."))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .check(HOUSE);
    }

    @Test
    void aConversationHasNoLockAndKnowsNoStorageAndNoNetwork() {
        noClasses()
                .that(resideInAPackage("io.antiphon.conversation.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.util.concurrent.locks..",
                        "java.sql..",
                        "javax.sql..",
                        "java.net..",
                        "tools.jackson..",
                        "com.fasterxml..",
                        "org.springframework.."))
                .check(HOUSE);
    }

    @Test
    void springLivesAtTheEdge() {
        noClasses()
                .that(resideInAnyPackage(
                        "io.antiphon.audio..",
                        "io.antiphon.ports..",
                        "io.antiphon.conversation..",
                        "io.antiphon.lines..",
                        "io.antiphon.providers..",
                        "io.antiphon.knowledge.."))
                .should()
                .dependOnClassesThat(resideInAPackage("org.springframework.."))
                .check(HOUSE);
    }

    @Test
    void onlyTheServerReadsTheEnvironment() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.antiphon.server..")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(HOUSE);
    }
}
