package io.podwatcher.http.ui;

import static io.podwatcher.apiserver.pods.ApiPod.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.integration.service.RunningService;
import io.podwatcher.watch.api.ClusterAccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** Calls are learned in audit mode; the line that the page proposes allows exactly these. */
class LearnIT extends OnSmallCluster {

    private static final String MEDIA = "/authorize?namespace=media";
    private static final String CART = "10.0.0.1";
    private static final String PLAYER = "10.0.0.2";
    private static final String GUEST = "10.0.0.50";
    private static final String STRANGER = "10.9.9.9";

    @Test
    void theProposedLineAllowsWhoHasCalled() throws Exception {
        // Given
        cluster.server.put(running("guest", "guest", "uid-guest", GUEST));
        try (RunningService audit = RunningService.start(
                new ClusterAccess(cluster.server.config(), "test"),
                "AUTHORIZE_MODE=audit",
                "TRUSTED_PROXIES=127.0.0.1")) {
            await().until(() -> audit.status("/ready") == 200);
            String url = "http://127.0.0.1:" + audit.port();
            for (String caller : new String[] {CART, PLAYER, CART, STRANGER}) {
                verdict(url, MEDIA, caller);
            }

            // When
            browser.open(url + "/?show=calls");

            // Then
            String cell = "#matrix td[data-caller='shop'][data-target='media']";
            await().untilAsserted(() -> {
                browser.click("#tab-calls");
                assertThat(browser.texts(cell)).containsExactly("▲ 2");
            });
            browser.click(cell);
            awaitText("#cell .fix code", "&namespace=shop");
            awaitText("#refusals [data-reason=not_found]", "no known pod (10.9.9.9) → media: would be refused");
            awaitText("#proposals summary", "Lock to what was learned: one target");
            browser.click("#proposals summary");
            String line = browser.text("#proposals code");
            assertThat(verdict(url, line, CART)).isEqualTo("allowed");
            assertThat(verdict(url, line, PLAYER)).isEqualTo("allowed");
            assertThat(verdict(url, line, GUEST)).isEqualTo("would_deny");
            assertThat(verdict(url, line, STRANGER)).isEqualTo("would_deny");
        }
    }

    private static String verdict(String url, String question, String caller) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + question))
                .header("X-Forwarded-For", caller)
                .build();
        HttpResponse<Void> answer = HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
        return answer.headers().firstValue("X-Auth-Verdict").orElse("none");
    }
}
