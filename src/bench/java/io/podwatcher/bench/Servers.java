package io.podwatcher.bench;

import io.podwatcher.bench.rivals.BareServer;
import io.podwatcher.bench.rivals.MapServer;
import io.podwatcher.bench.rivals.NaiveBusServer;
import io.podwatcher.token.TestKey;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts the service and its rivals with the same JVM, the same flags and the same number of event loops. */
final class Servers {

    static final String SERVICE = "pod-watcher";

    /** The built program. */
    static final Path JAR = Path.of("target", "pod-watcher.jar");

    /** Of the service, as in the manifests, and of each rival. */
    static final int EVENT_LOOPS = 1;

    private final Jvm jvm;
    private final Path folder;

    Servers(Jvm jvm, Path folder) {
        this.jvm = jvm;
        this.folder = folder;
    }

    Server service(ClusterProcess cluster, int heapMiB) throws IOException {
        return service(SERVICE, cluster, heapMiB);
    }

    Server service(String name, ClusterProcess cluster, int heapMiB) throws IOException {
        return service(name, cluster, jvm, jvm.imageFlags(heapMiB), JAR);
    }

    Server service(String name, ClusterProcess cluster, Jvm with, List<String> flags, Path jar) throws IOException {
        return service(name, cluster, with, flags, jar, Map.of());
    }

    /** One that signs a token for each caller. */
    Server signing(String name, ClusterProcess cluster, int heapMiB) throws IOException {
        Path file =
                Files.writeString(folder.resolve("token.pem"), TestKey.create().pem());
        Map<String, String> key = Map.of("TOKEN_KEY_FILE", file.toString());
        return service(name, cluster, jvm, jvm.imageFlags(heapMiB), JAR, key);
    }

    private Server service(
            String name, ClusterProcess cluster, Jvm with, List<String> flags, Path jar, Map<String, String> settings)
            throws IOException {
        int port = Server.freePort();
        List<String> arguments = new ArrayList<>(flags);
        arguments.addAll(List.of("-Duser.home=" + folder, "-jar", jar.toString()));
        Map<String, String> environment = new HashMap<>(Map.of(
                "HOST", "127.0.0.1",
                "HTTP_INSTANCES", Integer.toString(EVENT_LOOPS),
                "PORT", Integer.toString(port),
                "HOME", folder.toString(),
                "TRUSTED_PROXIES", "127.0.0.1",
                "KUBECONFIG", cluster.kubeconfig().toString()));
        environment.putAll(settings);
        return Server.start(name, port, with, arguments, environment, folder);
    }

    /** Rivals that answer what this service answers. */
    List<Server> rivals(Server service, Path lookups, int heapMiB) throws IOException {
        Path bodies = bodies(service, lookups);
        List<Server> rivals = new ArrayList<>();
        rivals.add(rival("bare Vert.x", BareServer.class, bodies, heapMiB));
        rivals.add(rival("map in handler", MapServer.class, bodies, heapMiB));
        rivals.add(rival("naive bus", NaiveBusServer.class, bodies, heapMiB));
        rivals.addAll(new MapProxies(folder).start(bodies));
        return rivals;
    }

    Server bare(Server service, Path lookups, int heapMiB) throws IOException {
        return rival("bare Vert.x", BareServer.class, bodies(service, lookups), heapMiB);
    }

    private Server rival(String name, Class<?> main, Path bodies, int heapMiB) throws IOException {
        int port = Server.freePort();
        List<String> arguments = new ArrayList<>(jvm.imageFlags(heapMiB));
        arguments.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                Integer.toString(port),
                Integer.toString(EVENT_LOOPS),
                bodies.toString()));
        return Server.start(name, port, jvm, arguments, Map.of("HOME", folder.toString()), folder);
    }

    /** Lines of IP, blank, and what the service answers for it. */
    private Path bodies(Server service, Path lookups) throws IOException {
        JsonObject pods = new JsonObject(service.get("/pods").body()).getJsonObject("pods");
        List<String> lines = Questions.ips(lookups).stream()
                .map(ip -> ip + " " + pods.getJsonObject(ip).encode())
                .toList();
        return Files.write(folder.resolve("bodies.txt"), lines);
    }
}
