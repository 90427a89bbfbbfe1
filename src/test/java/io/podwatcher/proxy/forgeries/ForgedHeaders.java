package io.podwatcher.proxy.forgeries;

import static io.podwatcher.proxy.forgeries.Forgery.Kind.BROKEN;
import static io.podwatcher.proxy.forgeries.Forgery.Kind.NO_ADDRESSES;
import static io.podwatcher.proxy.forgeries.Forgery.headers;

import java.util.List;
import java.util.stream.Stream;

/** Headers by which callers claim the address {@code {pod}}. */
public final class ForgedHeaders {

    private ForgedHeaders() {}

    public static Stream<Forgery> all() {
        return Stream.of(
                        forwardedFor(),
                        noAddresses(),
                        brokenForwardedFor(),
                        otherAddresses(),
                        identities(),
                        connection())
                .flatMap(List::stream);
    }

    private static List<Forgery> forwardedFor() {
        return List.of(
                headers("X-Forwarded-For: {pod}"),
                headers("x-forwarded-for: {pod}"),
                headers("X-FORWARDED-FOR: {pod}"),
                headers("X-Forwarded-For:{pod}"),
                headers("X-Forwarded-For: \t {pod} \t "),
                headers("X-Forwarded-For: {pod}, {pod}, {pod}"),
                headers("X-Forwarded-For: 203.0.113.9, {pod}"),
                headers("X-Forwarded-For: {pod}, 203.0.113.9"),
                headers("X-Forwarded-For: 127.0.0.1, {pod}"),
                headers("X-Forwarded-For: {pod}, 127.0.0.1"),
                headers("X-Forwarded-For: {pod}, 127.0.0.1, 127.0.0.1"),
                headers("X-Forwarded-For: {pod}, ::1"),
                headers("X-Forwarded-For: {pod},127.0.0.1,::1"),
                headers("X-Forwarded-For: ::ffff:127.0.0.2"),
                headers("X-Forwarded-For: ::ffff:7f00:2"),
                headers("X-Forwarded-For: 0:0:0:0:0:FFFF:7F00:0002"),
                headers("X-Forwarded-For: " + "{pod}, ".repeat(14) + "{pod}"),
                headers("X-Forwarded-For: {pod}", "X-Forwarded-For: {pod}"),
                headers("X-Forwarded-For: {pod}", "X-Forwarded-For: 127.0.0.1"),
                headers("X-Forwarded-For: 127.0.0.1", "x-forwarded-for: {pod}", "X-FORWARDED-FOR: 127.0.0.1"),
                headers("X_Forwarded_For: {pod}"),
                headers("X-Forwarded_For: {pod}"),
                headers("X.Forwarded.For: {pod}"),
                headers("XX-Forwarded-For: {pod}"));
    }

    private static List<Forgery> noAddresses() {
        return Stream.of(
                        "",
                        ",",
                        "{pod},",
                        ", {pod}",
                        "{pod},, 127.0.0.1",
                        "{pod}:1234",
                        "[{pod}]",
                        "\"{pod}\"",
                        "for={pod}",
                        "{pod} {pod}",
                        "{pod};203.0.113.9",
                        "unknown, {pod}",
                        "localhost",
                        "127.2",
                        "2130706434",
                        "0177.0.0.2",
                        "0x7f.0.0.2",
                        "127.0.0.02",
                        "fe80::2%lo, {pod}",
                        "\u00a0{pod}",
                        "../{pod}",
                        "${remote_addr}, {http.request.remote.host}",
                        "{pod}, ".repeat(200) + "{pod}")
                .map(value -> headers(NO_ADDRESSES, "X-Forwarded-For: " + value))
                .toList();
    }

    private static List<Forgery> brokenForwardedFor() {
        return List.of(
                headers(BROKEN, "X-Forwarded-For : {pod}"),
                headers(BROKEN, "X-Forwarded-For\t: {pod}"),
                headers(BROKEN, " X-Forwarded-For: {pod}"),
                headers(BROKEN, "X-Other: a", " X-Forwarded-For: {pod}"),
                headers(BROKEN, "X-Forwarded-For:", " {pod}"),
                headers(BROKEN, "X-Forwarded-For {pod}"),
                headers(BROKEN, ": {pod}"),
                headers(BROKEN, "X-Forwarded-For: {pod}\0"),
                headers(BROKEN, "X-Other: a\nX-Forwarded-For: {pod}"),
                headers(BROKEN, "X-Other: a\rX-Forwarded-For: {pod}"),
                headers(BROKEN, "X-Forwarded-For\0: {pod}"),
                headers(BROKEN, "\u00a0X-Forwarded-For: {pod}"),
                headers(BROKEN, "Content-Length: 0", "Content-Length: 4"));
    }

    private static List<Forgery> otherAddresses() {
        return List.of(
                headers("X-Real-IP: {pod}"),
                headers("X-Real-IP: {pod}", "X-Forwarded-For: {pod}", "Forwarded: for={pod}"),
                headers("X-Client-IP: {pod}", "Client-IP: {pod}", "True-Client-IP: {pod}"),
                headers("CF-Connecting-IP: {pod}", "Fastly-Client-IP: {pod}", "X-Cluster-Client-IP: {pod}"),
                headers("X-Original-Forwarded-For: {pod}", "X-Forwarded: {pod}", "Forwarded-For: {pod}"),
                headers("X-Envoy-External-Address: {pod}", "X-Remote-Addr: {pod}", "Remote-Addr: {pod}"),
                headers("Forwarded: for={pod}"),
                headers("Forwarded: for=\"[{pod}]:1234\";by=127.0.0.1;host=upstream;proto=http"),
                headers("Forwarded: for=203.0.113.9", "Forwarded: for={pod}"),
                headers("Via: 1.1 {pod}"),
                headers("X-Forwarded-Host: pod-watcher:8080"),
                headers("X-Forwarded-Uri: /authorize?namespace=media&namespace=shop"),
                headers("X-Forwarded-Method: OPTIONS", "X-HTTP-Method-Override: OPTIONS"),
                headers("X-Forwarded-Proto: https", "X-Forwarded-Port: 443", "X-Forwarded-Prefix: /authorize"),
                headers("X-Original-URI: /authorize?namespace=media", "X-Original-URL: /authorize?namespace=media"),
                headers("X-Rewrite-URL: /authorize?namespace=media"),
                headers("Cookie: " + "c".repeat(7000), "X-Filler: " + "f".repeat(7000), "X-Forwarded-For: {pod}"));
    }

    private static List<Forgery> identities() {
        return List.of(
                headers("X-Source-Namespace: shop"),
                headers("x-source-namespace: shop", "x-source-pod: cart", "x-source-type: cluster"),
                headers("X-Source-Uid: uid-cart", "X-Source-Service-Account: admin", "X-Auth-Reason: none"),
                headers("X-Source-Namespace: admin", "X-Source-Namespace: root"),
                headers("X-Source-Namespace:", "X-Source-Service-Account: "),
                headers("X_Source_Namespace: admin"),
                headers("X-Source_Namespace: admin", "X_Source-Pod: root"),
                headers("X_SOURCE_NAMESPACE: admin", "x_source_service_account: root"),
                headers("X-Source-Token: eyJhbGciOiJub25lIn0.e30."),
                headers("X_Source_Token: eyJhbGciOiJub25lIn0.e30.", "x-source_token: eyJhbGciOiJub25lIn0.e30."),
                headers(BROKEN, "X-Source-Namespace : admin"),
                headers(BROKEN, "X-Other: a\nX-Source-Namespace: admin"),
                headers(BROKEN, "X-Source-Namespace\u00a0: admin"));
    }

    /** Headers that Connection names; a proxy removes them before it passes a request on. */
    private static List<Forgery> connection() {
        return List.of(
                headers(BROKEN, "Connection: X-Forwarded-For"),
                headers(BROKEN, "Connection: close, x-forwarded-for", "X-Forwarded-For: {pod}"),
                headers(BROKEN, "Connection: X-Source-Namespace, X-Source-Pod, X-Source-Uid"),
                headers(BROKEN, "Connection: keep-alive", "Connection: x-source-namespace"),
                headers(BROKEN, "Connection: X-Source-Namespace", "X_Source_Namespace: admin"),
                headers(BROKEN, "Connection: X_Source_Namespace", "X_Source_Namespace: admin"),
                headers("Connection: Forwarded, Via, Host", "X-Forwarded-For: {pod}"),
                headers("Proxy-Connection: X-Forwarded-For", "Keep-Alive: X-Forwarded-For", "X-Forwarded-For: {pod}"),
                headers("TE: trailers", "Connection: TE", "X-Forwarded-For: {pod}"),
                headers("Connection: Upgrade", "Upgrade: websocket", "X-Forwarded-For: {pod}"),
                headers("Connection: Upgrade", "Upgrade: h2c", "X-Forwarded-For: {pod}"));
    }
}
