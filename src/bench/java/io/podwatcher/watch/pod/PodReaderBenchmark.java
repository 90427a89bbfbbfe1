package io.podwatcher.watch.pod;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.model.Pod;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What an event costs the watch: from the 10.5 KB that the API server sends to the answer that is kept. */
@State(Scope.Thread)
public class PodReaderBenchmark {

    private final PodReader reader = new PodReader(List.of(), new Truncations(new SimpleMeterRegistry()));
    private String json;
    private PodResource resource;

    /** Makes a pod as large as any. */
    @Setup
    public void create() {
        json = ApiServer.generated(1).json(1).toString();
        resource = Samples.pod(json);
    }

    /** From the wire to the slim pod. */
    @Benchmark
    public PodResource parse() {
        return Samples.pod(json);
    }

    /** From the slim pod to the model with its answer. */
    @Benchmark
    public Pod encode() {
        return reader.read(resource);
    }
}
