package io.podwatcher.proxy.forgeries;

import static io.podwatcher.proxy.forgeries.Forgery.Kind.BROKEN;
import static io.podwatcher.proxy.forgeries.Forgery.Kind.SOUND;
import static io.podwatcher.proxy.forgeries.Forgery.Kind.UNCLEAN;
import static io.podwatcher.proxy.forgeries.Forgery.target;

import java.util.List;
import java.util.stream.Stream;

/** Request lines and bodies by which a pod of media tries to be checked for its own namespace, or not at all. */
public final class ForgedRequests {

    private ForgedRequests() {}

    public static Stream<Forgery> all() {
        return Stream.of(queries(), paths(), methods(), bodies()).flatMap(List::stream);
    }

    private static List<Forgery> queries() {
        return List.of(
                target(SOUND, "GET", "/a?namespace=media"),
                target(SOUND, "GET", "/a?namespace=shop&namespace=media"),
                target(SOUND, "GET", "/a?x=1&namespace=media&original="),
                target(SOUND, "GET", "/a&namespace=media"),
                target(SOUND, "GET", "/a?&namespace=media&wait=0s"),
                target(UNCLEAN, "GET", "/a;namespace=media"),
                target(SOUND, "GET", "/a%3Fnamespace=media"),
                target(SOUND, "GET", "/a%26namespace%3Dmedia"),
                target(SOUND, "GET", "/a?%6Eamespace=media"),
                target(SOUND, "GET", "/a?x=%0d%0aX-Forwarded-For:%20127.0.0.2"),
                target(UNCLEAN, "GET", "/a%0d%0aX-Forwarded-For:%20127.0.0.2"),
                target(SOUND, "GET", "/a?x={http.vars.namespace}&y=$remote_addr"),
                target(SOUND, "GET", "/a?b=" + "c".repeat(3000)));
    }

    private static List<Forgery> paths() {
        return List.of(
                target(SOUND, "GET", "/authorize?namespace=media"),
                target(UNCLEAN, "GET", "//a"),
                target(BROKEN, "GET", "/_authorize"),
                target(BROKEN, "GET", "/_authorize?namespace=media"),
                target(UNCLEAN, "GET", "/%5fauthorize"),
                target(UNCLEAN, "GET", "/a/../_authorize"),
                target(UNCLEAN, "GET", "/../a"),
                target(UNCLEAN, "GET", "/%2e%2e/authorize?namespace=media"),
                target(UNCLEAN, "GET", "/..%2fauthorize?namespace=media"),
                target(UNCLEAN, "GET", "/a\\..\\authorize?namespace=media"),
                target(UNCLEAN, "GET", "/%zz?namespace=media"),
                target(UNCLEAN, "GET", "/a%00?namespace=media"),
                target(UNCLEAN, "GET", "/shop/..%2fmedia/a"),
                target(UNCLEAN, "GET", "/media/%2e%2e/shop/a"),
                target(UNCLEAN, "GET", "/media//../shop/a"),
                target(UNCLEAN, "GET", "/shop/..%5cmedia/a"),
                target(UNCLEAN, "GET", "/media/..;/shop/a"),
                target(BROKEN, "GET", "/a#?namespace=media"),
                target(BROKEN, "GET", "/a?namespace=media HTTP/1.1\r\nX-Forwarded-For: 127.0.0.2\r\nX-Rest: "),
                target(BROKEN, "GET", "http://pod-watcher:8080/authorize?namespace=media"),
                target(BROKEN, "GET", "http://127.0.0.2/a"),
                target(BROKEN, "GET", "@127.0.0.2/a"),
                target(BROKEN, "GET", "a"));
    }

    private static List<Forgery> methods() {
        return List.of(
                target(SOUND, "DELETE", "/a"),
                target(SOUND, "OPTIONS", "/a"),
                target(SOUND, "PROPFIND", "/a"),
                target(BROKEN, "OPTIONS", "*"),
                target(BROKEN, "CONNECT", "127.0.0.1:80"),
                target(BROKEN, "TRACE", "/a"),
                target(BROKEN, "get", "/a"),
                target(BROKEN, "PROXY TCP4 127.0.0.2 127.0.0.1 1 80\r\nGET", "/a"));
    }

    private static List<Forgery> bodies() {
        String smuggled = "GET /a HTTP/1.1\r\nHost: upstream\r\nX-Forwarded-For: 127.0.0.2\r\n\r\n";
        String question = "GET /authorize?namespace=media HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 127.0.0.3\r\n\r\n";
        return List.of(
                post("a body", SOUND, length(question), question),
                post("chunks", SOUND, "Transfer-Encoding: chunked\r\n", chunk(question) + "0\r\n\r\n"),
                post(
                        "trailers",
                        SOUND,
                        "Transfer-Encoding: chunked\r\nTrailer: X-Forwarded-For\r\n",
                        "1\r\na\r\n0\r\nX-Forwarded-For: 127.0.0.2\r\nX-Source-Namespace: shop\r\n\r\n"),
                post(
                        "length and chunks",
                        BROKEN,
                        length(smuggled) + "Transfer-Encoding: chunked\r\n",
                        "0\r\n\r\n" + smuggled),
                post(
                        "chunks by another name",
                        BROKEN,
                        length("0\r\n\r\n") + "Transfer-Encoding : chunked\r\n",
                        "0\r\n\r\n" + smuggled),
                post("two lengths", BROKEN, "Content-Length: 0\r\n" + length(smuggled), smuggled),
                post("a request behind", SOUND, "Content-Length: 0\r\n", smuggled));
    }

    private static Forgery post(String name, Forgery.Kind kind, String headers, String body) {
        return new Forgery(name, kind, "POST", "/a", headers, body);
    }

    private static String length(String body) {
        return "Content-Length: " + body.length() + "\r\n";
    }

    private static String chunk(String data) {
        return Integer.toHexString(data.length()) + "\r\n" + data + "\r\n";
    }
}
