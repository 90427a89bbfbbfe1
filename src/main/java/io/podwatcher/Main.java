package io.podwatcher;

import io.podwatcher.log.VisibleText;
import io.podwatcher.memory.DirectMemory;
import io.podwatcher.settings.InvalidSettings;
import io.podwatcher.settings.ReadSettings;
import io.podwatcher.settings.Settings;
import io.podwatcher.watch.api.ClusterAccess;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command line: reads the settings, runs the service, and stops it on a signal. On the main thread and a shutdown
 * hook.
 */
public final class Main {

    private static final int FAILURE = 1;
    private static final int USAGE_ERROR = 2;

    /** Kubernetes kills the process after 30 seconds; the log should still show what took so long. */
    private static final long STOP_TIMEOUT_SECONDS = 25;

    /** A start takes a second, on a starved machine ten; if threads cannot be created, it never completes. */
    private static final long START_TIMEOUT_SECONDS = 30;

    /** The name of an environment variable may have any length, and any characters. */
    private static final int MAX_NAME_LENGTH = 100;

    private static final String USAGE = """
            pod-watcher: answers which Kubernetes pod owns an IP address.

            Usage: java -jar pod-watcher.jar [--help | --version | --healthcheck]

              (no option)    watch pods and answer HTTP until stopped
              --healthcheck  ask the instance at HOST:PORT; exit 0 when it is healthy, 1 when not
              --version      print the version
              -h, --help     print this

            Settings are environment variables:

              PORT                 port to listen on (8080)
              HOST                 address to listen on (0.0.0.0)
              CLUSTER_CIDR         keep only pod IPs inside these ranges, e.g. 10.42.0.0/16,fd00:42::/56 (all)
              WATCH_NAMESPACE      watch only this namespace (all)
              LABEL_SELECTOR       watch only pods with these labels, e.g. team=web,tier!=test (all)
              NODE_NAME            watch only the pods of this node (all)
              EXCLUDE_ANNOTATIONS  annotation keys not to serve, * for any characters
                                   (kubectl.kubernetes.io/last-applied-configuration)
              WAIT_MAX             longest time that /pod?wait= may wait for an unknown IP (5s)
              WATCH_MAX_AGE        not ready when the API server has been silent for this long (3m)
              AUTHORIZE_MAX_AGE    /authorize denies every call when the API server has been silent for this long (3m)
              AUTHORIZE_MODE       enforce, or audit: /authorize denies nothing and says what it would (enforce)
              TRUSTED_PROXIES      proxies whose X-Forwarded-For names the caller: serviceaccount:ingress/caddy,
                                   namespace:ingress, or IPs and ranges of proxies that are not pods (none)
              ALLOWED_CLIENTS      clients that may read the map, written the same way; 127.0.0.1 and ::1
                                   always may (everybody)
              FISSION              on: find the target of a call among Fission's HTTPTriggers, for
                                   /authorize/fission; unordered: the same for a router that may pick any of
                                   several that match: Fission 1.23 to 1.25 (off)
              FISSION_NAMESPACES   namespaces that Fission's router serves; a trigger of another one may have no
                                   route, so it decides nothing against triggers of others (default)
              TOKEN_KEY_FILE       private keys of P-256 in PEM, read again when they change: the first one signs the
                                   X-Source-Token of allowed calls, and GET /token (none: no tokens)
              TOKEN_ISSUER         URL at which verifiers of tokens reach pod-watcher
                                   (http://pod-watcher.pod-watcher:8080, with TLS https://)
              FISSION_ROUTER_KEY_FILE  jwtSigningKey of a Fission router with authentication.enabled: calls that
                                   /authorize/fission allows get the Authorization that it requires (none)
              HISTORY_URL          database that keeps past owners of IPs: jdbc:h2:file:/data/history in a file, or
                                   jdbc:postgresql://db:5432/history?user=... shared by replicas (none: no history)
              HISTORY_KEEP         how long the history is kept (30d)
              HISTORY_MAX_INTERVALS  maximum number of intervals; the oldest are removed (10000000)
              TLS_CERT_FILE        certificate chain in PEM, read again when it changes (none: plain HTTP)
              TLS_KEY_FILE         its private key in PEM
              UI                   on, or off: no page for people on / (on)
              HTTP_INSTANCES       event loops that answer HTTP (one for each core)
              LOG_LEVEL            TRACE, DEBUG, INFO, WARN, ERROR or OFF (INFO)
              LOG_FORMAT           text or json (text)
              KUBECONFIG           kubeconfig file (~/.kube/config, else the pod's service account)
            """;

    private Main() {}

    /** Exit codes: 0 after a stop by signal, 1 when it cannot start or is not healthy, 2 for a usage error. */
    public static void main(String[] arguments) {
        List<String> options = List.of(arguments);
        if (options.isEmpty()) {
            run();
        } else if (options.equals(List.of("--help")) || options.equals(List.of("-h"))) {
            System.out.print(USAGE);
        } else if (options.equals(List.of("--version"))) {
            System.out.println("pod-watcher " + BuildInfo.version());
        } else if (options.equals(List.of("--healthcheck"))) {
            HealthCheck.Outcome result = HealthCheck.ask(read().settings());
            System.out.println(result.text());
            System.exit(result.healthy() ? 0 : FAILURE);
        } else {
            fail("Unknown option: " + String.join(" ", options) + "; see --help", USAGE_ERROR);
        }
    }

    private static void run() {
        // Must be set before TLS is first used. Renegotiation costs the server far more than the client.
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        ReadSettings read = read();
        Settings settings = read.settings();
        Logging.configure(settings);
        DirectMemory.limit(Limits.ofThisProcess(settings.httpInstances()).directMemory());
        ClusterAccess access = access();
        Logger log = LoggerFactory.getLogger(Main.class);
        log.info("pod-watcher {} on Java {}", BuildInfo.version(), Runtime.version());
        report(read, log);
        try {
            PodWatcher service = PodWatcher.start(settings, access)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(START_TIMEOUT_SECONDS, TimeUnit.SECONDS);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service), "stop"));
        } catch (ExecutionException e) {
            log.error("Cannot start: {}", e.getCause().getMessage());
            log.debug("The failure in full", e);
            halt(e.getCause() instanceof InvalidSettings ? USAGE_ERROR : FAILURE);
        } catch (TimeoutException e) {
            log.error("Neither started nor stopped within {} s; the process ends", START_TIMEOUT_SECONDS);
            halt(FAILURE);
        } catch (Throwable e) {
            // Errors too: otherwise the event loops would keep alive a process that serves nobody.
            log.error("Cannot start", e);
            halt(FAILURE);
        }
    }

    private static void stop(PodWatcher service) {
        try {
            service.stop().toCompletionStage().toCompletableFuture().get(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (Throwable e) {
            LoggerFactory.getLogger(Main.class).error("Not everything stopped in order", e);
            halt(FAILURE);
        }
        // A JVM that ends on a signal exits with 128 + its number, which supervisors take for a crash.
        halt(0);
    }

    /** Ends the process and waits only for the log: an orderly exit needs threads, and they may be what is missing. */
    private static void halt(int exitCode) {
        Logging.flush();
        Runtime.getRuntime().halt(exitCode);
    }

    private static ReadSettings read() {
        try {
            return ReadSettings.from(System.getenv());
        } catch (InvalidSettings e) {
            throw fail(e.getMessage(), USAGE_ERROR);
        }
    }

    private static void report(ReadSettings read, Logger log) {
        log.info("Settings that differ from their defaults: {}", read.changed().isEmpty() ? "none" : read.changed());
        read.misspelt()
                .forEach((name, setting) -> log.warn(
                        "{} is not a setting and has no effect; did you mean {}?",
                        VisibleText.of(name, MAX_NAME_LENGTH),
                        setting));
    }

    private static ClusterAccess access() {
        try {
            return ClusterAccess.find(System.getenv());
        } catch (ClusterAccess.NotFound e) {
            throw fail(e.getMessage(), USAGE_ERROR);
        }
    }

    private static IllegalStateException fail(String message, int exitCode) {
        System.err.println(message);
        System.exit(exitCode);
        return new IllegalStateException("unreachable");
    }
}
