package io.podwatcher.cache.index;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import io.podwatcher.model.Pod.Network;
import io.podwatcher.model.Pod.Stage;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The rules of ownership by themselves: one lookup, one change, one relist of all pods. */
@State(Scope.Thread)
public class PodIndexBenchmark {

    @Param({"1000", "10000", "150000"})
    private int pods;

    private PodIndex index;
    private List<IpAddress> ips;
    private List<Pod> now;
    private List<Pod> later;
    private int next;

    /** Fills the index with the pods of the test server. */
    @Setup
    public void fill() {
        index = new PodIndex(ip -> true, new AnswerBudget(Long.MAX_VALUE, new SimpleMeterRegistry()));
        now = IntStream.range(0, pods).mapToObj(PodIndexBenchmark::pod).toList();
        later = IntStream.range(0, pods).mapToObj(PodIndexBenchmark::pod).toList();
        now.forEach(index::put);
        // Addresses of their own, as a request brings them, and not in the order of the map.
        ips = IntStream.range(0, pods)
                .mapToObj(
                        i -> ApiServer.generated((int) (i * 7919L % pods)).ips().get(0))
                .map(text -> IpAddress.parse(text).orElseThrow())
                .toList();
    }

    /** One lookup of an IP that has an owner. */
    @Benchmark
    public LookupResult lookup() {
        next = next + 1 == pods ? 0 : next + 1;
        return index.lookup(ips.get(next));
    }

    /** One event of a pod that keeps its IP. */
    @Benchmark
    public void apply() {
        next = next + 1 == pods ? 0 : next + 1;
        index.put((next & 1) == 0 ? now.get(next) : later.get(next));
    }

    /** All pods once more, as at the end of a list. */
    @Benchmark
    public void relist() {
        List<Pod> list = later;
        later = now;
        now = list;
        list.forEach(index::put);
    }

    private static Pod pod(int number) {
        ApiPod pod = ApiServer.generated(number);
        List<IpAddress> ips = List.of(IpAddress.parse(pod.ips().get(0)).orElseThrow());
        return new Pod(
                pod.uid(),
                pod.namespace().intern(),
                pod.name(),
                pod.node(),
                "default",
                ips,
                List.of(),
                Network.POD,
                Stage.LIVE,
                new byte[0]);
    }
}
