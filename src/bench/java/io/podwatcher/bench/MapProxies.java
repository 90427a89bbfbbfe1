package io.podwatcher.bench;

import io.podwatcher.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a user could use instead if the pods never changed: nginx and HAProxy, each answering the same bodies from its
 * own map, with as many threads as the service has event loops.
 */
final class MapProxies {

    static final String NGINX = "nginx map";
    static final String HAPROXY = "HAProxy map file";

    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Path folder;

    MapProxies(Path folder) {
        this.folder = folder;
    }

    /**
     * Starts those that are installed.
     *
     * @param bodies lines of an IP, a blank, and the answer for it
     */
    List<Server> start(Path bodies) throws IOException {
        List<Server> started = new ArrayList<>();
        if (isInstalled("nginx")) {
            started.add(nginx(bodies));
        }
        if (isInstalled("haproxy")) {
            started.add(haproxy(bodies));
        }
        return started;
    }

    private static boolean isInstalled(String program) {
        boolean installed = Command.exists(program, "-v");
        if (!installed) {
            Progress.report(program + " is not installed, so it is left out");
        }
        return installed;
    }

    private Server nginx(Path bodies) throws IOException {
        return start(
                NGINX,
                bodies,
                "conf",
                file -> List.of("nginx", "-e", "stderr", "-c", file.toString()),
                """
                daemon off;
                pid %1$s/nginx.pid;
                worker_processes %2$d;
                events { worker_connections 4096; }
                http {
                  access_log off;
                  keepalive_requests 1000000000;
                  client_body_temp_path %1$s/nginx-body;
                  proxy_temp_path %1$s/nginx-proxy;
                  fastcgi_temp_path %1$s/nginx-fastcgi;
                  uwsgi_temp_path %1$s/nginx-uwsgi;
                  scgi_temp_path %1$s/nginx-scgi;
                  map_hash_max_size 65536;
                  map $arg_ip $pod {
                    default '{}';
                %4$s
                  }
                  server {
                    listen 127.0.0.1:%3$d reuseport;
                    default_type application/json;
                    location = /pod { return 200 $pod; }
                    location = /ready { return 200; }
                  }
                }
                """,
                line -> "    " + line.replaceFirst(" (.*)$", " '$1';"));
    }

    private Server haproxy(Path bodies) throws IOException {
        Path map = folder.resolve("bodies.map");
        Files.copy(bodies, map, StandardCopyOption.REPLACE_EXISTING);
        return start(HAPROXY, bodies, "cfg", file -> List.of("haproxy", "-db", "-f", file.toString()), """
                global
                  nbthread %2$d
                  maxconn 4096
                defaults
                  mode http
                  timeout client 1m
                  timeout http-keep-alive 1m
                  timeout http-request 10s
                frontend pods
                  bind 127.0.0.1:%3$d
                  http-request return status 200 if { path /ready }
                  http-request return status 200 content-type application/json lf-string "%%[url_param(ip),map(%1$s/bodies.map,{})]"
                """, line -> "");
    }

    private Server start(
            String name,
            Path bodies,
            String extension,
            Function<Path, List<String>> command,
            String configuration,
            Function<String, String> entry)
            throws IOException {
        int port = Server.freePort();
        String entries = Files.readAllLines(bodies).stream().map(entry).collect(Collectors.joining("\n"));
        Path file = folder.resolve(name.replace(' ', '-') + "." + extension);
        Files.writeString(file, configuration.formatted(folder, Servers.EVENT_LOOPS, port, entries));
        return Server.start(name, port, command.apply(file), Map.of("PATH", PATH), folder);
    }
}
