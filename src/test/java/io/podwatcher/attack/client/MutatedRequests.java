package io.podwatcher.attack.client;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.pods.ApiPod;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends {@link Mutations} from the address of a pod that may not call, each on a connection of its own, followed by a
 * valid request and the end of the output, and reads the answers until the server closes. Any thread.
 */
public final class MutatedRequests {

    /** The address of the pod player, which is not a trusted proxy: whatever it sends, the caller is player. */
    private static final String SENDER = "127.0.0.3";

    private static final byte[] LAST =
            "GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** Far longer than any answer takes: a connection that is still open is stuck. */
    private static final int STUCK_MILLIS = 60_000;

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");
    private static final Pattern POD = Pattern.compile("\\{\"name\":\"([^\"]+)\",\"namespace\":\"([^\"]+)\""
            + "(?:(?!\"pod_ip\")[^\n])*\"pod_ip\":\"10\\.128\\.(\\d+)\\.(\\d+)\"");
    private static final Pattern CALLER = Pattern.compile("(?i)\r\nx-source-pod: ([^\r]*)\r\n");

    private final Mutations mutations;
    private final Target target;
    private final AtomicInteger next = new AtomicInteger();

    public MutatedRequests(Mutations mutations, Target target) {
        this.mutations = mutations;
        this.target = target;
    }

    /**
     * Sends the next ones until so many have been sent by all threads together.
     *
     * @return the first answer that must not occur, if any did
     */
    public Optional<String> send(int count) throws IOException {
        for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
            byte[] request = mutations.request(number);
            Optional<String> problem = problem(request, number);
            if (problem.isPresent()) {
                return Optional.of("%s (seed %d, number %d): %s"
                        .formatted(
                                problem.get(),
                                mutations.seed(),
                                number,
                                HexFormat.of().formatHex(request)));
            }
        }
        return Optional.empty();
    }

    private Optional<String> problem(byte[] request, int number) throws IOException {
        String answer;
        try {
            answer = answer(request);
        } catch (SocketTimeoutException e) {
            return Optional.of("the connection is stuck");
        } catch (SocketException reset) {
            target.answers().event("reset");
            return Optional.empty();
        }
        Matcher status = STATUS.matcher(answer);
        while (status.find()) {
            target.answers().status(Integer.parseInt(status.group(1)));
            if (status.group(1).matches("5\\d\\d") && !status.group(1).equals("503")) {
                return Optional.of("answered with " + status.group(1));
            }
        }
        return wrongOwner(answer);
    }

    private String answer(byte[] request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(SENDER, 0));
            socket.setSoTimeout(STUCK_MILLIS);
            socket.connect(target.address());
            socket.getOutputStream().write(request);
            socket.getOutputStream().write(LAST);
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** A pod with another pod's address, or a caller under another pod's name. */
    private static Optional<String> wrongOwner(String answer) {
        Matcher pod = POD.matcher(answer);
        while (pod.find()) {
            ApiPod owner = ApiServer.generated(Integer.parseInt(pod.group(3)) * 256 + Integer.parseInt(pod.group(4)));
            if (!List.of(owner.name(), owner.namespace()).equals(List.of(pod.group(1), pod.group(2)))) {
                return Optional.of(owner.name() + " is answered as " + pod.group(1));
            }
        }
        Matcher caller = CALLER.matcher(answer);
        while (caller.find()) {
            // Empty in a denial: a proxy then overwrites what its client has sent.
            if (!Set.of("", "player").contains(caller.group(1))) {
                return Optional.of("player is taken for " + caller.group(1));
            }
        }
        return Optional.empty();
    }
}
