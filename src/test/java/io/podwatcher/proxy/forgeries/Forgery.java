package io.podwatcher.proxy.forgeries;

/**
 * A request with which a caller claims to be another, or tries to change the request that the proxy sends to
 * pod-watcher.
 *
 * @param name what is forged
 * @param kind what may become of the call when its sender itself may call
 * @param method the request's
 * @param target the request's
 * @param rest headers, each with its end of line, and {@code {pod}} for the address of the pod that may call
 * @param body what stands behind the headers
 */
public record Forgery(String name, Kind kind, String method, String target, String rest, String body) {

    public enum Kind {
        /** A valid request: a caller that may call is let in with it. */
        SOUND,
        /** Names addresses that are none, or too many: a proxy that passes them on is not believed. */
        NO_ADDRESSES,
        /** The proxy refuses it from any caller: its path could be read in more than one way. */
        UNCLEAN,
        /** Proxies differ in whether they take it, or to which upstream it goes. */
        BROKEN
    }

    static Forgery headers(String... lines) {
        return headers(Kind.SOUND, lines);
    }

    static Forgery headers(Kind kind, String... lines) {
        String rest = String.join("\r\n", lines);
        return new Forgery(rest.replace("\r\n", " | "), kind, "GET", "/a", rest + "\r\n", "");
    }

    static Forgery target(Kind kind, String method, String target) {
        return new Forgery(method + " " + target, kind, method, target, "", "");
    }

    /** The same on another target. */
    public Forgery at(String other) {
        return new Forgery(name, kind, method, other, rest, body);
    }

    public String request(String pod) {
        return method + " " + target + " HTTP/1.1\r\nHost: upstream\r\n" + rest.replace("{pod}", pod) + "\r\n" + body;
    }

    @Override
    public String toString() {
        String printable = name.replaceAll("[^ -~]", "?");
        return printable.length() > 80 ? printable.substring(0, 80) + "..." : printable;
    }
}
