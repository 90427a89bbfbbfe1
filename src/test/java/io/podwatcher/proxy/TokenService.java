package io.podwatcher.proxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The token check of a proxy: 200 for the one token that it knows, otherwise 401. It records its requests. On its own
 * thread.
 */
public final class TokenService implements AutoCloseable {

    public static final String GOOD = "Bearer good";

    private final HttpServer server;
    private final Collection<String> questions = new ConcurrentLinkedQueue<>();

    public TokenService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/check", this::check);
        server.start();
    }

    private void check(HttpExchange exchange) throws IOException {
        questions.add(exchange.getRequestURI().toString());
        boolean good = GOOD.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        exchange.sendResponseHeaders(good ? 200 : 401, -1);
        exchange.close();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Paths and queries of all requests. */
    public Collection<String> questions() {
        return questions;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
