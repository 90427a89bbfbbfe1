package io.podwatcher.http.connection.request;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.podwatcher.http.connection.request.RefusalMeters.Refusal;
import java.util.regex.Pattern;

/** Checks the {@code Host} header of each request of one connection. On its event loop. */
public final class HostRule {

    /** RFC 3986, section 3.2.2 and 3.2.3, without user information. */
    private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9._~%!$&'()*+;=:\\[\\]-]*");

    private final boolean local;

    /** The last accepted host: most connections have only one. */
    private String accepted = "";

    /**
     * @param local whether the client is on this machine
     */
    public HostRule(boolean local) {
        this.local = local;
    }

    /**
     * @throws RefusedRequest if the Host is missing, malformed or not allowed
     */
    public void check(HttpRequest request) {
        RequestHeaders headers = (RequestHeaders) request.headers();
        if (headers.hosts() == 0 && request.protocolVersion() == HttpVersion.HTTP_1_0) {
            return;
        }
        if (headers.hosts() != 1) {
            throw RefusedRequest.malformed("A request needs one Host header, and this one has " + headers.hosts());
        }
        String host = headers.get(HttpHeaderNames.HOST);
        if (host.equals(accepted)) {
            return;
        }
        if (!AUTHORITY.matcher(host).matches()) {
            throw RefusedRequest.malformed("The Host header is not a name or an address with or without a port");
        }
        if (!local || LocalNames.isPrivate(host)) {
            accepted = host;
        } else if (!LocalNames.isOpen(request.uri())) {
            throw new RefusedRequest(
                    421,
                    Refusal.WRONG_HOST,
                    "On loopback, only host names that no web site can own are accepted; use localhost instead,"
                            + " or let your proxy send Host: localhost");
        }
    }
}
