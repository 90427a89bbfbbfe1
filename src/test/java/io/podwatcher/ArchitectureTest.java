package io.podwatcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the picture of the README: which package may know which. */
class ArchitectureTest {

    private static final String FABRIC8 = "io.fabric8..";
    private static final String VERTX = "io.vertx..";

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.podwatcher");

    @ParameterizedTest
    @CsvSource({"watch, cache", "watch, http", "cache, watch", "cache, http", "http, watch", "http, cache"})
    void watchCacheAndHttpDoNotKnowOneAnother(String one, String other) {
        // Given
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(ours(one))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ours(other))
                .because("they speak through the messages only");

        // When // Then
        rule.check(PRODUCTION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"metrics", "tls"})
    void whatServesTheServiceKnowsNoneOfItsParts(String server) {
        // Given
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(ours(server))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ours("watch"), ours("cache"), ours("http"), ours("authorize"));

        // When // Then
        rule.check(PRODUCTION);
    }

    @ParameterizedTest
    @CsvSource({
        "address,   address",
        "log,       log ch.qos.logback..",
        "pod,       pod address",
        "authorize, authorize address pod selector",
        "messages,  messages address pod selector io.vertx..",
        "page,      page io.vertx.. io.netty.."
    })
    void whatIsPlainKnowsNothingButThisAndJava(String plain, String known) {
        // Given
        List<String> packages = new ArrayList<>(List.of("java.."));
        for (String name : known.split(" ")) {
            packages.add(name.contains(".") ? name : ours(name));
        }
        ArchRule rule = classes()
                .that()
                .resideInAPackage(ours(plain))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(packages.toArray(String[]::new))
                .because("who knows it knows whatever it knows");

        // When // Then
        rule.check(PRODUCTION);
    }

    @Test
    void theStreamsOfEventsKnowTheMessagesAndTheModelOnly() {
        // Given
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(ours("events"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ours("watch"), ours("cache"), ours("http"), ours("authorize"), ours("metrics"), FABRIC8);

        // When // Then
        rule.check(PRODUCTION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cache", "http"})
    void onlyTheWatchKnowsKubernetes(String other) {
        // Given
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(ours(other))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(FABRIC8);

        // When // Then
        rule.check(PRODUCTION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PodIndex", "IpTable", "ChangeLog"})
    void theRulesOfOwnershipArePlainCode(String pureClass) {
        // Given
        ArchRule rule = noClasses()
                .that()
                .haveFullyQualifiedName("io.podwatcher.cache." + pureClass)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(VERTX, FABRIC8)
                .because("they are tested without a loop, a bus or a cluster");

        // When // Then
        rule.check(PRODUCTION);
    }

    @Test
    void onlyTheProgramItselfReadsSettings() {
        // Given
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackages("io.podwatcher", ours("settings"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ours("settings"))
                .because("the parts are given what they need, and nothing that they do not");

        // When // Then
        rule.check(PRODUCTION);
    }

    @Test
    void nobodyKnowsTheProgramItself() {
        // Given
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage("io.podwatcher")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.podwatcher");

        // When // Then
        rule.check(PRODUCTION);
    }

    @Test
    void theServiceDoesNotUseTheMockServerOfTheTests() {
        // Given
        ArchRule rule = noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fabric8.kubernetes.client.server.mock..", "io.fabric8.mockwebserver..");

        // When // Then
        rule.check(PRODUCTION);
    }

    @Test
    void everythingIsLoggedThroughSlf4j() {
        // Given
        ArchRule rule = noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

        // When // Then
        rule.check(PRODUCTION);
    }

    @Test
    void onlyTheCommandLinePrints() {
        // Given
        ArchRule rule = noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Main.class.getName())
                .should(ACCESS_STANDARD_STREAMS);

        // When // Then
        rule.check(PRODUCTION);
    }

    @Test
    void nobodyGoesByTheTimeOfDay() {
        // Given
        ArchRule rule = noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.podwatcher.ElapsedTime")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "millis")
                .because("it may be set; ages and pauses go by ElapsedTime, and a Clock only tells people when");

        // When // Then
        rule.check(PRODUCTION);
    }

    private static String ours(String name) {
        return "io.podwatcher." + name + "..";
    }
}
