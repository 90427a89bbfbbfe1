package io.podwatcher.soak;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.Fault;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.bench.memory.FilledApiServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A cluster that always changes and never grows, in its own process: at a fixed rate, pods are relabelled, or replaced
 * under their IP. Watches are ended every minute, every fourth time so that a list is needed. Each IP always has an
 * owner.
 */
public final class SteadyChurn {

    private static final int TICKS_A_SECOND = 50;
    private static final int VERSIONS = 100;

    private final ApiServer server;
    private final Random random = new Random(1);
    private final List<ApiPod> pods = new ArrayList<>();
    private final int changesATick;
    private int replaced;
    private int watchesEnded;

    private SteadyChurn(ApiServer server, int pods, int changesASecond) {
        this.server = server;
        this.changesATick = Math.max(1, changesASecond / TICKS_A_SECOND);
        server.fill(pods);
        for (int i = 0; i < pods; i++) {
            this.pods.add(ApiServer.generated(i));
        }
    }

    private void tick() {
        for (int i = 0; i < changesATick; i++) {
            int index = random.nextInt(pods.size());
            ApiPod old = pods.get(index);
            pods.set(index, random.nextInt(4) == 0 ? replace(old) : relabel(old));
        }
    }

    private ApiPod relabel(ApiPod old) {
        ApiPod changed = old.withLabels(Map.of("app", "soak", "version", "v" + random.nextInt(VERSIONS)));
        server.put(changed);
        return changed;
    }

    /** As a rolling restart on a CNI that gives an address away as soon as it can. */
    private ApiPod replace(ApiPod old) {
        replaced++;
        ApiPod successor = new ApiPod(
                old.namespace(),
                "replaced-" + replaced,
                "uid-replaced-" + replaced,
                old.ips(),
                "Running",
                old.node(),
                old.labels(),
                false,
                false);
        server.put(old.beingDeleted());
        server.put(successor);
        server.delete(old.namespace(), old.name());
        return successor;
    }

    private void endWatches() {
        watchesEnded++;
        server.strikeOpenWatches(
                watchesEnded % 4 == 0 ? Fault.error(410, "too old resource version: 1 (2)") : Fault.end());
    }

    /** The process: a number of pods and of changes a second; lives as long as its standard input. */
    public static void main(String[] arguments) throws IOException {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try (ApiServer server = new ApiServer()) {
            SteadyChurn churn = new SteadyChurn(server, Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
            System.out.println(server.start().url());
            timer.scheduleAtFixedRate(churn::tick, 0, 1000 / TICKS_A_SECOND, TimeUnit.MILLISECONDS);
            timer.scheduleAtFixedRate(churn::endWatches, 1, 1, TimeUnit.MINUTES);
            FilledApiServer.awaitEndOfInput();
        } finally {
            timer.shutdownNow();
        }
    }
}
