package io.antiphon.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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

    /** What decides in a call decides the same again: it has no thread, no clock but its frames, and nothing by chance. */
    @Test
    void whatDecidesInACallHasNoThreadNoClockAndNoChance() {
        noClasses()
                .that(resideInAnyPackage(
                        "io.antiphon.conversation.engine..",
                        "io.antiphon.conversation.hearing..",
                        "io.antiphon.conversation.turntaking..",
                        "io.antiphon.conversation.menu..",
                        "io.antiphon.conversation.stage..",
                        "io.antiphon.conversation.settings.."))
                .should()
                // A map that keeps word lists once they are read is no thread.
                .dependOnClassesThat(resideInAnyPackage("java.util.concurrent..", "java.util.random..")
                        .and(not(equivalentTo(ConcurrentHashMap.class))))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Random.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(InstantSource.class)
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
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
