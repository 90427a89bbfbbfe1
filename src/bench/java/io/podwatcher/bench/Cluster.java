package io.podwatcher.bench;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.ServerSettings;
import io.podwatcher.apiserver.pods.ApiPod;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * The test server in a process of its own, so that what it costs is not counted with the service. It does what it is
 * told line by line, answers each with one line, and ends with its input.
 */
final class Cluster {

    /** Before all that the benchmark is to read: libraries may log to the same output. */
    static final String MARK = "cluster: ";

    private static final Random RANDOM = new Random(5);

    private Cluster() {}

    /**
     * Listens, and prints where.
     *
     * @param arguments how many pods
     */
    public static void main(String[] arguments) throws Exception {
        int pods = Integer.parseInt(arguments[0]);
        ServerSettings settings = ServerSettings.DEFAULT
                .withHistoryLimit(Math.max(20_000, pods))
                .withBookmarkEvery(Duration.ofSeconds(10));
        try (ApiServer server = new ApiServer(settings);
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            server.fill(pods);
            System.out.println(MARK + server.start().url());
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                System.out.println(MARK + carryOut(server, pods, command.split(" ")));
            }
        }
    }

    private static String carryOut(ApiServer server, int pods, String[] command) throws Exception {
        switch (command[0]) {
            case "events":
                return "sent " + events(server, pods, number(command[1]), number(command[2]));
            case "visible":
                return new Visibility(server, number(command[3])).measure(number(command[1]), number(command[2]));
            case "requests":
                return String.valueOf(server.requests().all().size());
            default:
                throw new IllegalArgumentException(command[0]);
        }
    }

    /** Changes random pods at a rate. */
    private static long events(ApiServer server, int pods, int rate, int seconds) {
        long count = (long) rate * seconds;
        Pace pace = new Pace(rate);
        for (long i = 0; i < count; i++) {
            pace.await();
            server.put(changed(RANDOM.nextInt(pods), i));
        }
        return count;
    }

    /** The pod of a number with a label that it did not have: an event as long as any, which moves no address. */
    static ApiPod changed(int index, long revision) {
        ApiPod pod = ApiServer.generated(index);
        Map<String, String> labels = new HashMap<>(pod.labels());
        labels.put("revision", Long.toString(revision));
        return pod.withLabels(labels);
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }
}
