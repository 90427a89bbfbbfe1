package io.podwatcher.http.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A browser, and a service whose {@code /decisions} a test gives; each test starts with some calls of each kind. */
abstract class OnCalls extends OnSmallCluster {

    static final String SHOP_TO_MEDIA = "#matrix td[data-caller='shop'][data-target='media']";

    static DecisionsStub stub;

    @BeforeAll
    static void startStub() throws Exception {
        stub = new DecisionsStub(cluster.url());
    }

    @AfterAll
    static void stopStub() throws Exception {
        stub.close();
    }

    @BeforeEach
    void answerSome() {
        stub.answers(200, Calls.some());
    }

    static void open(String place) {
        browser.open(stub.url() + place);
        awaitText("#calls-since", "Counted since");
        awaitText("#matrix:not([aria-busy]):not([hidden])", "Caller");
    }

    static void awaitCallers(String... callers) {
        await().untilAsserted(
                        () -> assertThat(browser.texts("#matrix tbody th")).containsExactly(callers));
    }

    static void awaitTargets(String... targets) {
        await().untilAsserted(
                        () -> assertThat(browser.texts("#matrix thead span")).containsExactly(targets));
    }
}
