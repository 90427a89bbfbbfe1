package io.podwatcher.image;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.demo.DemoCluster;
import io.podwatcher.tls.TestKeyPair;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** An API server with TLS, protobuf and gzip, as real ones have, with the homelab and some hundred more pods. */
final class TrainingCluster implements AutoCloseable {

    /** Several pages. */
    private static final int GENERATED = 500;

    private final ApiServer server;
    private final Path certificate;
    private int replaced;

    /**
     * @param folder where the certificate is written to
     */
    TrainingCluster(Path folder) throws IOException {
        TestKeyPair keyPair = TestKeyPair.elliptic();
        certificate = keyPair.write(folder).certificate();
        server = ApiServer.withTls(keyPair.options()).start();
        KubernetesSerialization serialization = new KubernetesSerialization();
        for (Pod pod : DemoCluster.homelab()) {
            server.put(pod.getMetadata().getNamespace(), pod.getMetadata().getName(), serialization.asJson(pod));
        }
        server.fill(GENERATED);
    }

    URI url() {
        return URI.create(server.url());
    }

    String certificate() {
        return certificate.toString();
    }

    /** Replaces one pod by another with another IP, behind a bookmark. */
    void replaceOne() {
        server.bookmark();
        server.delete("media", "replaced-" + replaced);
        replaced++;
        server.put(ApiPod.running("media", "replaced-" + replaced, "uid-" + replaced, "10.42.9." + replaced));
    }

    @Override
    public void close() {
        server.close();
    }
}
