package io.podwatcher.http.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.fission.HttpTrigger;
import io.podwatcher.fission.RouteTable;
import io.podwatcher.integration.service.RunningService;
import io.podwatcher.watch.api.ClusterAccess;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** Whether the pod that owns an IP may call a namespace or a function of Fission, on the page. */
class CallIT extends OnSmallCluster {

    private static LargeMap withFission;

    @BeforeAll
    static void startFission() {
        withFission = new LargeMap(3);
        withFission.send(
                RouteTable.empty(true)
                        .with(List.of(
                                trigger("ns-0", "cart", "/cart", 0),
                                trigger("ns-2", "list", "/list", 0),
                                trigger("ns-1", "list", "/list", 0))),
                3);
    }

    @AfterAll
    static void stopFission() {
        withFission.close();
    }

    private static RouteTable.Entry trigger(String namespace, String name, String path, long created) {
        return new RouteTable.Entry(
                new HttpTrigger(
                        1,
                        namespace,
                        name,
                        created,
                        "",
                        path,
                        "",
                        Set.of("GET", "POST"),
                        Set.of(name + "-function"),
                        true,
                        List.of()),
                true);
    }

    @Test
    void aCallIntoItsOwnNamespaceIsAllowed() {
        // Given
        browser.open(cluster.url() + "/?ip=10.0.0.1");
        awaitText("#verdict .says", "pod cart");

        // When
        browser.tabTo("#target");
        browser.press("shop", Keys.ENTER);

        // Then
        awaitText("#explanation .says", "Allowed: 10.0.0.1 may call namespace shop.");
        assertThat(browser.texts(".steps li")).hasSize(4).noneMatch(step -> step.contains("denied"));
        assertThat(browser.text(".steps [data-step=caller]")).contains("pod shop/cart");
        assertThat(browser.texts(".fix")).isEmpty();
        assertThat(browser.place()).isEqualTo("/?ip=10.0.0.1&target=shop");
        assertThat(browser.texts("#audit:not([hidden])")).isEmpty();
    }

    @Test
    void aDenialNamesItsStepAndTheLineThatWouldAllowTheCall() {
        // When
        browser.open(cluster.url() + "/?ip=10.0.0.1&target=media");

        // Then
        awaitText("#explanation .says", "Denied: 10.0.0.1 may not call namespace media.");
        assertThat(browser.texts(".steps li").get(3))
                .isEqualTo("▲Rule, denied: The caller is a pod of another namespace.");
        assertThat(browser.text(".fix"))
                .isEqualTo("Add &namespace=shop to /authorize?namespace=media in the proxy's configuration");

        // When
        browser.tabTo("#explanation button");
        browser.press(Keys.ENTER);
        awaitText("#explanation button", "Copied");
        browser.write("#search", Keys.chord(Keys.CONTROL, "v"));

        // Then
        assertThat(browser.run("return document.getElementById('search').value"))
                .isEqualTo("&namespace=shop");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, /cart, fission_off, FISSION is off",
        "10.9.9.9, shop, not_found, No pod has the caller's IP",
        SmallCluster.NODE_IP + ", shop, host_network, any process there may be calling",
        SmallCluster.AMBIGUOUS_IP + ", shop, ambiguous, More than one live pod claims"
    })
    void whyNothingCanBeAllowedIsSaid(String ip, String target, String reason, String text) {
        // Given
        browser.open(cluster.url() + "/?ip=" + ip);
        awaitText("#verdict .says", ip);

        // When
        browser.write("#target", target);
        browser.press(Keys.ENTER);

        // Then
        awaitText("#explanation .verdict", text);
        assertThat(browser.attribute("#explanation .verdict", "data-reason")).isEqualTo(reason);
    }

    @Test
    void whatIsNoAddressCannotCall() {
        // When
        browser.open(cluster.url() + "/?ip=10.0.0.256&target=shop");

        // Then
        awaitText("#verdict .says", "is not an IP address");
        assertThat(browser.texts("#call:not([hidden]), #explanation > *")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/cart, GET, Allowed: 10.40.0.0 may call GET /cart., 'HTTPTrigger ns-0/cart, function cart-function'",
        "https://shop.example/cart?x=1#y, POST, Allowed: 10.40.0.0 may call "
                + "POST https://shop.example/cart, cart-function",
        "shop.example:8888/cart, GET, Allowed: 10.40.0.0 may call GET, cart-function",
        "/cart, DELETE, Denied: 10.40.0.0 may not call DELETE /cart., No HTTPTrigger of Fission matches the request",
        "/list, GET, Denied: 10.40.0.0 may not call GET /list., 'ns-1/list'",
        "https://shop.example/a/../cart, GET, Denied, 'Target, denied'",
        "https://shop.example, GET, Denied, No HTTPTrigger"
    })
    void theTargetOfAUrlIsFound(String target, String method, String says, String step) {
        // Given
        browser.open(withFission.url() + "/?ip=" + LargeMap.ip(0));
        awaitText("#verdict .says", "pod-000000");

        // When
        browser.write("#target", target);
        browser.run("document.getElementById('method').value = arguments[0]", method);
        browser.press(Keys.ENTER);

        // Then
        awaitText("#explanation .says", says);
        assertThat(browser.text(".steps [data-step=target]")).contains(step);
    }

    @Test
    void whatAllowsACallOfAFunctionIsACommandToCopy() {
        for (int[] size : new int[][] {{390, 844}, {820, 1180}, {1120, 800}}) {
            // Given
            browser.open(withFission.url() + "/?ip=" + LargeMap.ip(1) + "&target=%2Fcart&method=POST");
            browser.size(size[0], size[1], size[0] < 500);
            browser.scheme(size[0] == 820 ? "dark" : "light");

            // Then
            awaitText("#explanation .says", "Denied: 10.40.0.1 may not call POST /cart.");
            assertThat(browser.text(".fix code"))
                    .isEqualTo("kubectl -n ns-0 annotate --overwrite httptrigger cart"
                            + " pod-watcher/allow=serviceaccount:ns-1/default");
            assertThat(browser.texts("#method:not([hidden])")).hasSize(1);
            browser.awaitFits();
            browser.keep("CallIT-function-" + size[0]);
        }
    }

    @Test
    void thatNoCallIsDeniedWithAuditIsSaid() throws Exception {
        // Given
        try (RunningService audit =
                RunningService.start(new ClusterAccess(cluster.server.config(), "test"), "AUTHORIZE_MODE=audit")) {
            await().until(() -> audit.status("/ready") == 200);

            // When
            browser.open("http://127.0.0.1:" + audit.port() + "/?ip=10.0.0.1&target=media");

            // Then
            awaitText("#audit", "AUTHORIZE_MODE is audit: no call is denied.");
            awaitText("#explanation .warning", "the call is let through all the same");
            awaitText("#explanation .says", "Denied: 10.0.0.1 may not call namespace media.");
        }
    }
}
