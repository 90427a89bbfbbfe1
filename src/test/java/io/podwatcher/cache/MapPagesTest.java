package io.podwatcher.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.map.PageReply;
import io.podwatcher.messages.map.PageRequest;
import io.podwatcher.messages.map.PageRequest.Filter;
import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import io.podwatcher.model.PodSearch;
import io.podwatcher.model.label.LabelSelector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MapPagesTest {

    private static final Filter ALL = new Filter(Optional.empty(), Optional.empty(), LabelSelector.EVERYTHING);

    private final CacheHarness cache = new CacheHarness();

    @AfterEach
    void close() {
        cache.close();
    }

    @Test
    void aMapThatIsNotSyncedHasNoPages() {
        PageReply reply = page(ALL, Optional.empty(), 10);

        assertThat(reply).isEqualTo(new PageReply(List.of(), Optional.empty(), false, WatchAge.NONE));
    }

    @Test
    void pagesOfAnySizeGiveEachIpOnce() {
        // Given
        Pod[] pods = new Pod[1000];
        for (int i = 0; i < pods.length; i++) {
            pods[i] = pod("pod-" + i, "default", "node", "{}", "10.0." + i / 256 + "." + i % 256);
        }
        cache.synced(pods);

        // Then
        for (int most : new int[] {1, 7, 256, 257, 5000}) {
            assertThat(list(ALL, most)).hasSize(1000).doesNotHaveDuplicates();
        }
    }

    @Test
    void aPageNeverHoldsMoreThanAskedNorReadsMoreThanItMay() {
        // Given
        Pod[] pods = new Pod[1000];
        for (int i = 0; i < pods.length; i++) {
            pods[i] = pod("pod-" + i, "default", "node", "{}", "10.0." + i / 256 + "." + i % 256);
        }
        cache.synced(pods);

        // Then
        assertThat(page(ALL, Optional.empty(), 3).entries()).hasSize(3);
        assertThat(page(ALL, Optional.empty(), 5000).entries()).hasSize(MapPages.MAX_READ);
        PageReply nothing =
                page(new Filter(Optional.empty(), Optional.of("other"), LabelSelector.EVERYTHING), Optional.empty(), 5);
        assertThat(nothing.entries()).isEmpty();
        assertThat(nothing.next()).as("more may follow").isPresent();
    }

    @Test
    void aPageReadsFewerPodsTheLargerTheirLabelsAre() throws Exception {
        // Given
        String labels = "{\"a\":\"" + "x".repeat(20_000) + "\"}";
        Pod[] pods = new Pod[200];
        for (int i = 0; i < pods.length; i++) {
            pods[i] = pod("pod-" + i, "default", "node", labels, "10.0.0." + i);
        }
        cache.synced(pods);
        Filter byLabel = new Filter(Optional.empty(), Optional.empty(), LabelSelector.parse("a"));

        // Then
        assertThat(page(byLabel, Optional.empty(), 5000).entries()).hasSizeBetween(50, 60);
        assertThat(page(ALL, Optional.empty(), 5000).entries()).hasSize(200);
        assertThat(list(byLabel, 5000)).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void filtersNarrowByNamespaceNodeAndLabels() throws Exception {
        // Given
        cache.synced(
                pod("a", "one", "n1", "{\"app\":\"web\",\"tier\":\"front\"}", "10.0.0.1"),
                pod("b", "one", "n2", "{\"app\":\"web\"}", "10.0.0.2"),
                pod("c", "two", "n1", "{\"app\":\"shop\"}", "10.0.0.3"),
                pod("d", "two", "n2", "{}", "10.0.0.4"));

        // Then
        assertThat(list(filter("one", null, ""), 10)).containsExactlyInAnyOrder("a", "b");
        assertThat(list(filter(null, "n1", ""), 10)).containsExactlyInAnyOrder("a", "c");
        assertThat(list(filter("two", "n1", ""), 10)).containsExactly("c");
        assertThat(list(filter(null, null, "app=web"), 10)).containsExactlyInAnyOrder("a", "b");
        assertThat(list(filter(null, null, "app=web,!tier"), 10)).containsExactly("b");
        assertThat(list(filter(null, null, "!app"), 10)).containsExactly("d");
        assertThat(list(filter("two", null, "app!=shop"), 10)).containsExactly("d");
        assertThat(list(filter("three", null, ""), 10)).isEmpty();
    }

    @Test
    void aSearchNarrowsWhatTheFiltersSelect() throws Exception {
        // Given
        cache.synced(
                pod("web-1", "one", "n1", "{\"app\":\"web\"}", "10.0.0.1"),
                pod("web-2", "two", "n2", "{\"app\":\"web\"}", "10.0.0.2"),
                pod("db-1", "web-shop", "n1", "{\"app\":\"db\"}", "10.0.0.3"),
                pod("db-2", "two", "n2", "{\"app\":\"db\"}", "10.0.0.4"));

        // Then
        assertThat(found(ALL, "WEB")).containsExactlyInAnyOrder("web-1", "web-2", "db-1");
        assertThat(found(ALL, "0.0.4")).containsExactly("db-2");
        assertThat(found(filter(null, "n1", ""), "web")).containsExactlyInAnyOrder("web-1", "db-1");
        assertThat(found(filter("two", null, "app=db"), "n2")).containsExactly("db-2");
        assertThat(found(ALL, "nobody")).isEmpty();
    }

    @Test
    void aSearchThatFindsNothingReadsNoMoreOfThePageThanItMay() {
        // Given
        Pod[] pods = new Pod[MapPages.MAX_READ + 1];
        for (int i = 0; i < pods.length; i++) {
            pods[i] = pod("pod-" + i, "default", "node", "{}", "10.0." + i / 256 + "." + i % 256);
        }
        cache.synced(pods);

        // When
        PageReply page = cache.ask(
                BusAddresses.PAGE, new PageRequest(ALL, Optional.of(PodSearch.of("nobody")), Optional.empty(), 10));

        // Then
        assertThat(page.entries()).isEmpty();
        assertThat(page.next()).as("more may follow").isPresent();
    }

    private List<String> found(Filter filter, String text) {
        PageReply page = cache.ask(
                BusAddresses.PAGE, new PageRequest(filter, Optional.of(PodSearch.of(text)), Optional.empty(), 10));
        assertThat(page.next()).isEmpty();
        return page.entries().stream().map(entry -> entry.owner().uid()).toList();
    }

    @Test
    void aDualStackPodIsListedUnderBothIps() {
        // Given
        cache.synced(Pods.live("a", "10.0.0.1", "fd00::1"));

        // Then
        assertThat(page(ALL, Optional.empty(), 10).entries())
                .extracting(entry -> entry.ip() + " " + entry.owner().uid())
                .containsExactlyInAnyOrder("10.0.0.1 a", "fd00::1 a");
    }

    private static Filter filter(String namespace, String node, String selector) throws Exception {
        return new Filter(Optional.ofNullable(namespace), Optional.ofNullable(node), LabelSelector.parse(selector));
    }

    private List<String> list(Filter filter, int most) {
        List<String> uids = new ArrayList<>();
        Optional<IpAddress> after = Optional.empty();
        do {
            PageReply page = page(filter, after, most);
            page.entries().forEach(entry -> uids.add(entry.owner().uid()));
            after = page.next();
        } while (after.isPresent());
        return uids;
    }

    private PageReply page(Filter filter, Optional<IpAddress> after, int most) {
        return cache.ask(BusAddresses.PAGE, new PageRequest(filter, after, most));
    }

    private static Pod pod(String uid, String namespace, String node, String labels, String ip) {
        String json = "{\"name\":\"" + uid + "\",\"labels\":" + labels + "}";
        return new Pod(
                uid,
                namespace,
                uid,
                node,
                "default",
                List.of(Pods.ip(ip)),
                List.of(),
                Pod.Network.POD,
                Pod.Stage.LIVE,
                json.getBytes(StandardCharsets.UTF_8));
    }
}
