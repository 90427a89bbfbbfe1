package io.podwatcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.podwatcher.watch.api.ClusterAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.commons.annotation.Testable;

/** Holds the picture of the README: which package may know which. */
class ArchitectureTest {

    private static final String FABRIC8 = "io.fabric8..";
    private static final String VERTX = "io.vertx..";

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.podwatcher");

    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages("io.podwatcher");

    /** What each package may know besides Java, SLF4J, {@code log} and itself: all of it, and nothing else. */
    private static final Map<String, Set<String>> KNOWN = Pattern.compile("\n")
            .splitAsStream("""
                    settings: model model.label
                    model: Jackson
                    model.label: model Jackson
                    messages: messages.decisions messages.fission messages.history messages.lookup messages.map \
                    messages.recording messages.token messages.watch Vert.x
                    messages.decisions: authorize fission model
                    messages.fission: fission messages.watch
                    messages.history: model
                    messages.lookup: messages.watch model
                    messages.map: messages.watch model model.label Vert.x
                    messages.recording: messages.lookup model
                    messages.token:
                    messages.watch: model
                    watch: messages messages.watch model watch.api watch.lifecycle watch.page watch.pod watch.resource \
                    fabric8 Micrometer Vert.x
                    watch.resource: messages.watch model watch.api watch.lifecycle watch.list watch.page fabric8 Vert.x
                    watch.trigger: fission messages messages.fission messages.watch model watch.api watch.resource \
                    fabric8 Jackson Micrometer Vert.x
                    watch.api: messages.watch watch.lifecycle fabric8 Jackson Vert.x
                    watch.lifecycle: messages.watch model
                    watch.list: messages.watch watch.api watch.lifecycle watch.page fabric8 Vert.x
                    watch.page: watch.api watch.pod fabric8 Jackson Protobuf
                    watch.pod: model watch.api fabric8 Jackson Micrometer
                    cache: cache.index messages messages.lookup messages.map messages.recording messages.watch model \
                    model.label Micrometer Vert.x
                    cache.index: messages.lookup messages.map messages.watch model Jackson Micrometer
                    authorize: fission messages.lookup model model.label
                    decisions: authorize fission messages messages.decisions messages.fission model model.label \
                    Jackson Micrometer Vert.x
                    fission: fission.template model RE2/J
                    fission.template: RE2/J
                    history: history.past history.store messages messages.history messages.lookup messages.map \
                    messages.recording model model.label Jackson Micrometer Vert.x
                    history.past: history.store messages messages.history Vert.x
                    history.store: messages.history model Flyway HikariCP Jackson JDBI
                    http: authorize http.bulk http.connection http.connection.direct http.connection.request http.events http.exchange \
                    http.forwardauth http.forwardauth.question http.forwardauth.verdict http.history http.listing http.lookup \
                    http.streaming http.token http.ui messages messages.fission messages.map messages.watch Micrometer Vert.x
                    http.exchange: http.connection http.connection.request messages.map model model.label Netty Vert.x
                    http.lookup: authorize http.connection http.connection.direct http.connection.request http.exchange messages messages.lookup messages.watch \
                    model Micrometer Vert.x
                    http.forwardauth: authorize http.connection.direct http.exchange http.forwardauth.question \
                    http.forwardauth.verdict http.lookup http.streaming http.token messages messages.decisions messages.lookup model Micrometer Netty Vert.x
                    http.forwardauth.question: authorize fission http.exchange messages.decisions messages.fission messages.lookup messages.watch \
                    model Vert.x
                    http.forwardauth.verdict: authorize http.connection.direct http.exchange http.forwardauth.question messages \
                    messages.decisions messages.lookup model Micrometer Vert.x
                    http.listing: http.exchange http.streaming memory messages messages.map \
                    messages.watch model Micrometer Netty Vert.x
                    http.bulk: http.connection http.exchange http.history http.lookup http.streaming memory messages.history \
                    messages.lookup model Jackson Micrometer Netty Vert.x
                    http.history: http.exchange http.lookup http.streaming messages messages.history model Netty Vert.x
                    http.streaming: http.connection http.connection.request http.exchange Micrometer Netty Vert.x
                    http.events: http.connection http.connection.request http.events.cursor http.events.frame http.events.gzip \
                    http.exchange messages messages.map messages.watch model Micrometer Vert.x
                    http.events.cursor: messages.map model
                    http.events.frame: http.connection http.events.cursor http.events.gzip messages.map messages.watch \
                    model model.label
                    http.events.gzip:
                    http.connection: http.connection.direct http.connection.request http.connection.transport memory model \
                    Micrometer Netty Vert.x
                    http.connection.direct: http.connection.request model Netty
                    http.connection.request: model Micrometer Netty Vert.x
                    http.token: http.exchange messages messages.token model Micrometer Vert.x
                    http.ui: http.connection Vert.x
                    metrics: messages messages.map messages.watch Micrometer Netty Vert.x
                    tls: messages Micrometer Vert.x
                    token: messages messages.token Micrometer Nimbus Vert.x
                    memory: Micrometer Netty
                    http.connection.transport: Netty Vert.x
                    log: Jackson Logback
                    """)
            .map(line -> line.split(": ?", 2))
            .collect(Collectors.toMap(
                    row -> row[0],
                    row -> row[1].isEmpty() ? Set.of() : Set.of(row[1].split(" ")),
                    (a, b) -> a,
                    TreeMap::new));

    private static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
            Map.entry("fabric8", List.of(FABRIC8)),
            Map.entry("Flyway", List.of("org.flywaydb..")),
            Map.entry("HikariCP", List.of("com.zaxxer.hikari..")),
            Map.entry("Jackson", List.of("tools.jackson..", "com.fasterxml.jackson..")),
            Map.entry("JDBI", List.of("org.jdbi..")),
            Map.entry("Logback", List.of("ch.qos.logback..")),
            Map.entry("Micrometer", List.of("io.micrometer..")),
            Map.entry("Netty", List.of("io.netty..")),
            Map.entry("Nimbus", List.of("com.nimbusds..")),
            Map.entry("Protobuf", List.of("com.google.protobuf..")),
            Map.entry("RE2/J", List.of("com.google.re2j..")),
            Map.entry("Vert.x", List.of(VERTX)));

    static Set<String> packages() {
        return KNOWN.keySet();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageImportsWhatTheTableAllowsAndNothingElse(String name) {
        // Given
        List<String> allowed = new ArrayList<>(List.of("java..", "javax.net.ssl..", "org.slf4j..", ours("log")));
        allowed.add(ours(name));
        KNOWN.get(name).forEach(known -> allowed.addAll(identifiers(known)));
        ArchRule rule = classes()
                .that()
                .resideInAPackage(ours(name))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(String[]::new));

        // When // Then
        rule.check(PRODUCTION);
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesAllThatTheTableSays(String name) {
        // Given
        Set<JavaClass> used = PRODUCTION.getPackage("io.podwatcher." + name).getClasses().stream()
                .flatMap(ours -> ours.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .collect(Collectors.toSet());

        // When
        List<String> unused = KNOWN.get(name).stream()
                .filter(known -> identifiers(known).stream()
                        .map(JavaClass.Predicates::resideInAPackage)
                        .noneMatch(isKnown -> used.stream().anyMatch(isKnown)))
                .toList();

        // Then
        assertThat(unused).isEmpty();
    }

    @Test
    void theTableHasEachPackageAndNoOther() {
        // Given
        Set<String> packages = PRODUCTION.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals("io.podwatcher"))
                .map(name -> name.substring("io.podwatcher.".length()))
                .collect(Collectors.toSet());

        // When // Then
        assertThat(KNOWN.keySet()).isEqualTo(packages);
    }

    /** Rows of src/docs/architecture.md: the package, what it owns, what it may know. */
    @Test
    void theDocumentationHasTheSameTable() throws IOException {
        // Given
        Pattern row = Pattern.compile("(?m)^\\| `([a-z.0-9]+)` \\| [^|]+ \\| ([^|]+) \\|$");

        // When
        Map<String, Set<String>> documented = row.matcher(Files.readString(Path.of("src/docs/architecture.md")))
                .results()
                .filter(match -> !match.group(1).equals("io.podwatcher"))
                .collect(Collectors.toMap(
                        match -> match.group(1),
                        match -> Stream.of(match.group(2).split(", "))
                                .map(known -> known.replace("`", ""))
                                .filter(known -> !known.equals("nothing"))
                                .collect(Collectors.toSet())));

        // Then
        assertThat(documented).isEqualTo(KNOWN);
    }

    @Test
    void noTwoPackagesKnowEachOther() {
        // Given
        ArchRule rule = SlicesRuleDefinition.slices()
                .assignedFrom(new SliceAssignment() {

                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass ours) {
                        return SliceIdentifier.of(ours.getPackageName());
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                })
                .should()
                .beFreeOfCycles();

        // When // Then
        rule.check(PRODUCTION);
    }

    @Test
    void onlyTheRoomOfConnectionsTouchesChannelsAndInternalsOfVertx() {
        // Given
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackages(
                        ours("http.connection"),
                        ours("http.connection.direct"),
                        ours("http.connection.request"),
                        ours("http.connection.transport"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.netty.channel..", "io.netty.bootstrap..", "io.vertx..impl..", "io.vertx..internal..");

        // When // Then
        rule.check(PRODUCTION);
    }

    @Test
    void onlyOneClassTouchesInternalsOfFabric8() {
        // Given
        ArchRule rule = noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ClusterAccess.class.getName())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fabric8..internal..", "io.fabric8..impl..");

        // When // Then
        rule.check(PRODUCTION);
    }

    /** Maven finds tests by their names, so it would silently skip the others. */
    @Test
    void aTestHasANameByWhichTheBuildFindsIt() {
        // Given
        Pattern known = Pattern.compile(".*(Test|IT|E2E|Soak)");

        // When
        List<String> others = TESTS.stream()
                .filter(ours -> !ours.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(ours ->
                        ours.getAllMethods().stream().anyMatch(method -> method.isMetaAnnotatedWith(Testable.class)))
                .map(JavaClass::getSimpleName)
                .filter(name -> !known.matcher(name).matches())
                .toList();

        // Then: the profile "attack" names it
        assertThat(others).containsExactly("RandomAttacks");
    }

    @Test
    void noTwoClassesHaveOneName() {
        // Given
        Map<String, Long> names = PRODUCTION.stream()
                .filter(ours -> !ours.isAnonymousClass() && !ours.isMemberClass())
                .map(JavaClass::getSimpleName)
                .filter(name -> !name.equals("package-info"))
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));

        // When // Then
        assertThat(names).allSatisfy((name, count) -> assertThat(count).as(name).isEqualTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.PodIndex", "index.OwnershipRules", "index.IpTable", "ChangeLog"})
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

    /** The package itself, without those below it. */
    private static String ours(String name) {
        return "io.podwatcher." + name;
    }

    private static List<String> identifiers(String known) {
        return LIBRARIES.getOrDefault(known, List.of(ours(known)));
    }
}
