package io.podwatcher.watch.trigger;

import static io.podwatcher.watch.trigger.FissionUnderTest.BOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.Fault;
import io.podwatcher.apiserver.Kind;
import io.podwatcher.apiserver.SeenRequest;
import io.podwatcher.messages.fission.RoutesState;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Triggers and functions change at an API server, and the table of routes follows. */
class FissionVerticleTest extends WithFission {

    @Test
    void triggersAndFunctionsOfAllNamespacesAreListedInJsonAndWatchedWithBookmarks() {
        // When
        watch();

        // Then
        SeenRequest list = server.triggers().requests().last(Kind.LIST).orElseThrow();
        assertThat(list.path()).isEqualTo("/apis/fission.io/v1/httptriggers");
        assertThat(list.accept().orElse("")).contains("application/json").doesNotContain("protobuf");
        assertThat(list.parameter("limit")).isNotEmpty();
        SeenRequest watch = server.functions().requests().last(Kind.WATCH).orElseThrow();
        assertThat(watch.path()).isEqualTo("/apis/fission.io/v1/functions");
        assertThat(watch.parameter("allowWatchBookmarks")).isEqualTo("true");
        assertThat(watch.parameter("resourceVersion")).isNotEmpty();
        assertThat(server.requests().all()).isEmpty();
    }

    @Test
    void listOfManyPagesIsReadToItsEnd() {
        // Given
        for (int i = 0; i < 1200; i++) {
            trigger("shop", "t" + i, "/t" + i);
        }

        // When
        watch();

        // Then
        assertThat(server.triggers().requests().count(Kind.LIST)).isGreaterThan(1);
        assertThat(((RoutesState.Known) fission.state()).triggers()).isEqualTo(1201);
        assertThat(fission.target("/t1199")).isEqualTo("shop/t1199");
    }

    @Test
    void newTriggerIsFound() {
        // Given
        watch();

        // When
        trigger("shop", "till", "/till");

        // Then
        fission.awaitTarget("/till", "shop/till");
        assertThat(fission.target("/cart")).isEqualTo("shop/cart");
    }

    @Test
    void changedTriggerIsFoundUnderItsNewPathOnly() {
        // Given
        watch();

        // When
        trigger("shop", "cart", "/basket");

        // Then
        fission.awaitTarget("/basket", "shop/cart");
        fission.awaitTarget("/cart", "none");
    }

    @Test
    void deletedTriggerIsNotFound() {
        // Given
        watch();

        // When
        server.triggers().delete("shop", "cart");

        // Then
        fission.awaitTarget("/cart", "none");
    }

    @Test
    void triggersOfTwoNamespacesForOnePathAreAmbiguousUntilOneIsGone() {
        // Given
        watch();

        // When
        trigger("news", "cart", "/cart");

        // Then
        fission.awaitTarget("/cart", "ambiguous");
        server.triggers().delete("shop", "cart");
        fission.awaitTarget("/cart", "news/cart");
    }

    @Test
    void triggersOfOneNameInTwoNamespacesAreTwo() {
        // Given
        watch();

        // When
        trigger("news", "cart", "/news/cart");

        // Then
        fission.awaitTarget("/news/cart", "news/cart");
        assertThat(fission.target("/cart")).isEqualTo("shop/cart");
    }

    @Test
    void triggerOfANamespaceThatTheRouterDoesNotServeMakesNothingAmbiguousButItsOwnPath() {
        // Given
        function("media", "front");
        watch();

        // When
        trigger("media", "front", "/cart");

        // Then
        fission.awaitTarget("/cart", "ambiguous");
        trigger("media", "front", "/media");
        fission.awaitTarget("/cart", "shop/cart");
    }

    @Test
    void triggerIsNotSureWithoutItsFunctionAndSureWhenTheFunctionIsThere() {
        // Given: the prefix would be found if the exact path were surely not there
        server.triggers()
                .put(
                        "news",
                        "front",
                        FissionUnderTest.trigger("news", "front", "")
                                .replace("\"relativeurl\": \"\"", "\"prefix\": \"/cart/\""));
        watch();
        trigger("shop", "new", "/cart/new");
        fission.awaitTarget("/cart/new", "ambiguous");

        // When
        function("shop", "new");

        // Then
        fission.awaitTarget("/cart/new", "shop/new");
        server.functions().delete("shop", "new");
        fission.awaitTarget("/cart/new", "ambiguous");
    }

    @Test
    void relistAfter410AppliesWhatHasChangedMeanwhile() {
        // Given
        trigger("shop", "till", "/till");
        watch();
        fission.awaitTarget("/till", "shop/till");
        server.triggers().faults().next(Kind.WATCH, 2, Fault.status(503, "busy"));
        server.triggers().strikeOpenWatches(Fault.end());

        // When
        server.triggers().delete("shop", "till");
        trigger("news", "front", "/front");
        trigger("shop", "cart", "/basket");
        server.triggers().compact();

        // Then
        fission.awaitTarget("/front", "news/front");
        fission.awaitTarget("/basket", "shop/cart");
        fission.awaitTarget("/till", "none");
        fission.awaitTarget("/cart", "none");
        // Perhaps once more, if the watch was open again before the versions were compacted.
        assertThat(server.triggers().requests().count(Kind.LIST)).isGreaterThanOrEqualTo(2);
    }

    @Test
    void whatIsListedFirstIsUsedOnlyWhenItHasSettled() {
        // When
        fission = new FissionUnderTest(server, Duration.ofHours(1), Duration.ofMinutes(2));

        // Then
        await().atMost(BOUND)
                .until(() -> server.triggers().openWatches() == 1
                        && server.functions().openWatches() == 1);
        server.triggers().bookmark();
        await().atMost(BOUND).until(() -> fission.state() instanceof RoutesState.Settling);
    }

    @Test
    void afterTheUndeploymentNoThreadAndNoConnectionIsLeft() {
        // Given
        Set<String> before = watchThreads();
        watch();
        assertThat(watchThreads()).isNotEmpty();

        // When
        fission.undeploy();

        // Then
        await().atMost(BOUND).untilAsserted(() -> {
            assertThat(server.triggers().openWatches()).isZero();
            assertThat(server.functions().openWatches()).isZero();
            assertThat(watchThreads()).isEqualTo(before);
        });
        RoutesState last = fission.state();
        int lists = server.triggers().requests().count(Kind.LIST);
        trigger("shop", "till", "/till");
        server.functions().bookmark();
        assertThat(fission.state()).isEqualTo(last);
        assertThat(server.triggers().requests().count(Kind.LIST)).isEqualTo(lists);
    }

    @Test
    void undeploymentWhileTheApiServerDoesNotAnswerEndsTheAttempt() {
        // Given
        server.triggers().faults().always(Fault.noAnswer());
        server.functions().faults().always(Fault.noAnswer());
        fission = new FissionUnderTest(server);
        await().atMost(BOUND)
                .until(() -> server.triggers().requests().count(Kind.LIST) > 0
                        && server.functions().requests().count(Kind.LIST) > 0);

        // When
        fission.undeploy();

        // Then
        await().atMost(BOUND).untilAsserted(() -> assertThat(watchThreads()).isEmpty());
        assertThat(server.triggers().openLists()).isZero();
        assertThat(server.functions().openLists()).isZero();
    }

    private static Set<String> watchThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.endsWith("-watch"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
