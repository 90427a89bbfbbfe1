package io.podwatcher.watch.trigger;

import static io.podwatcher.watch.trigger.FissionUnderTest.BOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.ApiResource;
import io.podwatcher.apiserver.Fault;
import io.podwatcher.messages.fission.RoutesState;
import org.junit.jupiter.api.Test;

/** What the state says while triggers or functions cannot be listed or watched. */
class FissionProblemsTest extends WithFission {

    private static final String ACCOUNT = "User \"system:serviceaccount:pod-watcher:pod-watcher\" cannot list resource";

    @Test
    void triggersThatMayNotBeListedAreNamed() {
        // Given
        forbid(server.triggers(), "httptriggers");

        // When
        fission = new FissionUnderTest(server);

        // Then
        fission.awaitProblem(
                RoutesState.Listing.class, "httptriggers: httptriggers.fission.io is forbidden: " + ACCOUNT);
        server.triggers().faults().clear();
        fission.awaitTarget("/cart", "shop/cart");
        fission.awaitNoProblem();
    }

    @Test
    void functionsThatMayNotBeListedAreNamed() {
        // Given
        forbid(server.functions(), "functions");

        // When
        fission = new FissionUnderTest(server);

        // Then
        fission.awaitProblem(RoutesState.Listing.class, "functions: functions.fission.io is forbidden: " + ACCOUNT);
        server.functions().faults().clear();
        fission.awaitTarget("/cart", "shop/cart");
        fission.awaitNoProblem();
    }

    @Test
    void rightThatIsTakenAwayIsNamedWhileTheRoutesStay() {
        // Given
        watch();

        // When
        forbid(server.functions(), "functions");
        server.functions().strikeOpenWatches(Fault.error(410, "too old resource version"));

        // Then
        fission.awaitProblem(RoutesState.Known.class, "functions: functions.fission.io is forbidden: " + ACCOUNT);
        assertThat(fission.target("/cart")).isEqualTo("shop/cart");
    }

    @Test
    void kindsThatAreNotInstalledAreFoundWhenTheyAre() {
        // Given
        server.triggers().faults().always(Fault.notInstalled());
        server.functions().faults().always(Fault.notInstalled());
        fission = new FissionUnderTest(server);
        await().atMost(BOUND).until(() -> fission.state() instanceof RoutesState.NotInstalled);

        // When
        server.triggers().faults().clear();
        server.functions().faults().clear();

        // Then
        fission.awaitTarget("/cart", "shop/cart");
        fission.awaitNoProblem();
    }

    @Test
    void withoutFunctionsFissionIsNotInstalled() {
        // Given
        server.functions().faults().always(Fault.notInstalled());

        // When
        fission = new FissionUnderTest(server);

        // Then
        await().atMost(BOUND).until(() -> fission.state() instanceof RoutesState.NotInstalled);
    }

    @Test
    void ageGrowsWhileTheApiServerIsAwayAndShrinksWhenItIsBack() {
        // Given
        watch();
        server.triggers().bookmark();
        server.functions().bookmark();
        await().atMost(BOUND).until(() -> age() == 0);

        // When
        server.stop();

        // Then
        fission.awaitProblem(RoutesState.Known.class, "httptriggers: ");
        await().atMost(BOUND).until(() -> age() >= 2);
        assertThat(fission.target("/cart")).isEqualTo("shop/cart");
        trigger("shop", "cart", "/basket");
        server.start();
        fission.awaitTarget("/basket", "shop/cart");
        fission.awaitNoProblem();
        await().atMost(BOUND).until(() -> {
            server.triggers().bookmark();
            server.functions().bookmark();
            return age() < 2;
        });
    }

    @Test
    void ageIsThatOfTheKindThatWasConfirmedEarlier() {
        // Given
        watch();

        // When
        forbid(server.triggers(), "httptriggers");
        server.triggers().strikeOpenWatches(Fault.error(410, "too old resource version"));

        // Then
        await().atMost(BOUND).until(() -> {
            server.functions().bookmark();
            return age() >= 2;
        });
    }

    private long age() {
        return fission.state() instanceof RoutesState.Known known ? known.age().seconds() : -1;
    }

    private static void forbid(ApiResource resource, String plural) {
        resource.faults()
                .always(Fault.status(
                        403,
                        plural + ".fission.io is forbidden: " + ACCOUNT + " \"" + plural
                                + "\" in API group \"fission.io\" at the cluster scope"));
    }
}
