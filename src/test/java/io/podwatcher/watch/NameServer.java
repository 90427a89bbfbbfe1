package io.podwatcher.watch;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.dns.AddressResolverOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A DNS server that knows one thing about all names, and changes its mind when the test says so. On an event loop of
 * its own.
 */
final class NameServer implements AutoCloseable {

    private static final int HEADER = 12;
    private static final short TYPE_A = 1;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger asked = new AtomicInteger();
    private final int port;
    private volatile Says says;

    /** What it says of all names. */
    enum Says {
        /** Each name is 127.0.0.1. */
        HERE(0),
        /** There is no such name. */
        NO_SUCH_NAME(3),
        /** It cannot tell. */
        BROKEN(2),
        /** Nothing at all. */
        NOTHING(0);

        private final int code;

        Says(int code) {
            this.code = code;
        }
    }

    NameServer(Says says) {
        this.says = says;
        DatagramSocket socket = vertx.createDatagramSocket();
        socket.handler(packet -> answer(socket, packet));
        port = socket.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join()
                .localAddress()
                .port();
    }

    void says(Says says) {
        this.says = says;
    }

    /** How often it has been asked. */
    int asked() {
        return asked.get();
    }

    /** With these a Vertx asks it, impatiently, and nobody else. */
    AddressResolverOptions options() {
        return new AddressResolverOptions()
                .addServer("127.0.0.1:" + port)
                .setSearchDomains(List.of())
                .setQueryTimeout(Duration.ofMillis(200).toMillis())
                .setMaxQueries(4);
    }

    private void answer(DatagramSocket socket, DatagramPacket packet) {
        asked.incrementAndGet();
        Says now = says;
        if (now == Says.NOTHING) {
            return;
        }
        Buffer query = packet.data();
        int end = HEADER;
        while (query.getByte(end) != 0) {
            end += query.getByte(end) + 1;
        }
        short type = query.getShort(end + 1);
        boolean address = now == Says.HERE && type == TYPE_A;
        Buffer answer = Buffer.buffer()
                .appendShort(query.getShort(0))
                // A response, recursion wanted and available.
                .appendShort((short) (0x8180 | now.code))
                .appendShort((short) 1)
                .appendShort((short) (address ? 1 : 0))
                .appendInt(0)
                .appendBuffer(query, HEADER, end + 5 - HEADER);
        if (address) {
            // The name of the question, class IN, not to be remembered, four bytes.
            answer.appendShort((short) 0xc00c)
                    .appendShort(TYPE_A)
                    .appendShort((short) 1)
                    .appendInt(0)
                    .appendShort((short) 4)
                    .appendBytes(new byte[] {127, 0, 0, 1});
        }
        socket.send(answer, packet.sender().port(), packet.sender().hostAddress())
                .onFailure(failure -> says = Says.NOTHING);
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
