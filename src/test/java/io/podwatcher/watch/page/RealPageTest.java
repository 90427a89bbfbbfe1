package io.podwatcher.watch.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.podwatcher.model.Pod;
import io.podwatcher.watch.pod.PodReader;
import io.podwatcher.watch.pod.PodResource;
import io.podwatcher.watch.pod.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * One page as kube-apiserver 1.36.2 has sent it in both forms: a pod with all that is served, one on the host network,
 * one that is leaving and has been released by Calico, and one that no node has taken.
 */
class RealPageTest {

    private final PodReader pods = Samples.reader();

    /** What a page has brought, in order. */
    private final class Recorder implements PageHandler<PodResource> {

        private final List<PageMetadata> metadata = new ArrayList<>();
        private final List<Pod> read = new ArrayList<>();

        @Override
        public void metadata(PageMetadata metadata) {
            this.metadata.add(metadata);
        }

        @Override
        public void item(PodResource pod, long bytes) {
            read.add(pods.read(pod));
        }

        @Override
        public void nullItem() {
            throw new AssertionError("no item is null");
        }

        private List<String> answers() {
            return read.stream()
                    .map(pod -> new String(pod.json(), StandardCharsets.UTF_8))
                    .toList();
        }
    }

    @Test
    void podsOfARealServerAreTheSameWhetherReadAsJsonOrAsProtobuf() throws IOException {
        // When
        Recorder json = read(
                new JsonPageReader<>(new ResourceSerialization<>(PodResource.KIND).items(), "PodList"),
                "page-1.36.json");
        Recorder protobuf = read(new ProtobufPageReader(), "page-1.36.pb");

        // Then
        assertThat(protobuf.metadata).isEqualTo(json.metadata).hasSize(1);
        assertThat(protobuf.answers()).isEqualTo(json.answers());
        assertThat(protobuf.read)
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(json.read)
                .extracting(Pod::name, Pod::node, Pod::serviceAccount, Pod::network, Pod::stage)
                .containsExactly(
                        tuple("cart", "node-1", "default", Pod.Network.POD, Pod.Stage.LIVE),
                        tuple("exporter", "node-1", "node-exporter", Pod.Network.HOST, Pod.Stage.LIVE),
                        tuple("leaving", "node-2", "default", Pod.Network.NONE, Pod.Stage.TERMINATING),
                        tuple("pending", "", "default", Pod.Network.POD, Pod.Stage.LIVE));
    }

    private Recorder read(PageReader<PodResource> reader, String resource) throws IOException {
        Recorder recorder = new Recorder();
        try (InputStream page = RealPageTest.class.getResourceAsStream(resource)) {
            reader.read(page, recorder);
        }
        return recorder;
    }
}
