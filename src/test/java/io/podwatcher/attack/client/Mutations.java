package io.podwatcher.attack.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Requests from a corpus of sound ones, with some bytes changed, cut, repeated or mixed with another's. With the same
 * seed, the request of a number is always the same.
 *
 * @param seed of all of them
 */
public record Mutations(long seed) {

    private static final String HOST = " HTTP/1.1\r\nHost: pod-watcher\r\n";

    private static final List<byte[]> CORPUS = encoded(
            "GET /pod?ip=10.128.0.7" + HOST + "\r\n",
            "GET /pod?ip=10.128.0.8&wait=1s" + HOST + "Accept-Encoding: gzip\r\n\r\n",
            "GET /pod?ip=%31%30.128.0.9" + HOST + "\r\n",
            "HEAD /pod?ip=10.128.0.7" + HOST + "Connection: keep-alive\r\n\r\n",
            "GET /pod?ip=fd00:42::5 HTTP/1.0\r\n\r\n",
            "GET /pods?namespace=shop&limit=2" + HOST + "\r\n",
            "GET /pods?labelSelector=app%3Dcart,tier+in+(a,b),!gone&limit=3" + HOST + "\r\n",
            "GET /pods?sort=name&search=cart&limit=2" + HOST + "\r\n",
            "GET /authorize?namespace=shop" + HOST + "X-Forwarded-For: 127.0.0.2\r\n\r\n",
            "GET /authorize?namespace=shop&serviceAccount=cart&original=/a?b" + HOST
                    + "X-Forwarded-For: 127.0.0.2\r\n\r\n",
            "POST /authorize?namespace=shop" + HOST + "Content-Length: 4\r\nCookie: a=b; c=d\r\n\r\nbody",
            "PUT /authorize?namespace=shop" + HOST
                    + "Transfer-Encoding: chunked\r\n\r\n4;a=b\r\nbody\r\n0\r\nT: a\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n",
            "GET http://pod-watcher/pod?ip=10.128.0.7" + HOST + "\r\n",
            "GET /health" + HOST
                    + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n",
            "GET /ready" + HOST + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: eA==\r\n\r\n",
            "GET /openapi.yaml" + HOST + "If-None-Match: \"a\"\r\nRange: bytes=0-1\r\n\r\n",
            "GET /load" + HOST + "Via: 1.1 a\r\nForwarded: for=127.0.0.2\r\nX-Real-IP: 127.0.0.2\r\n\r\n");

    /** What parsers trip over. */
    private static final List<byte[]> TOKENS = encoded(
            "\r\n",
            "\n",
            "\r",
            "\0",
            " ",
            "\t",
            ":",
            ",",
            ";",
            "/",
            "//",
            "/..",
            "?",
            "#",
            "&",
            "=",
            "%",
            "%00",
            "%2e",
            "%2f",
            "%zz",
            "\\",
            "\"",
            "\u00ff",
            "\u00c0\u00ae",
            "HTTP/1.1",
            "HTTP/9.9",
            "HtTP/1.1",
            "Content-Length: ",
            "Transfer-Encoding: chunked\r\n",
            "Host: a\r\n",
            "\r\n\r\n",
            "\r\n ",
            "X-Forwarded-For: 127.0.0.2\r\n",
            "-1",
            "99999999999999999999",
            "0x10",
            "127.0.0.2",
            "&namespace=media",
            "&ip=10.128.0.9",
            "a".repeat(5_000),
            ",".repeat(2_000),
            "(".repeat(500));

    private static List<byte[]> encoded(String... texts) {
        return Arrays.stream(texts)
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    /** The request of a number, from 0 on. */
    byte[] request(int number) {
        SplittableRandom random = new SplittableRandom(seed * 31 + number);
        byte[] request = one(CORPUS, random);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            request = mutated(request, random);
        }
        return request;
    }

    private static byte[] mutated(byte[] request, SplittableRandom random) {
        int from = random.nextInt(request.length + 1);
        int to = Math.min(request.length, from + random.nextInt(16));
        return switch (random.nextInt(6)) {
            case 0 -> joined(request, from, one(TOKENS, random), from);
            case 1 -> joined(request, from, one(TOKENS, random), to);
            case 2 ->
                joined(request, from, new byte[] {(byte) random.nextInt(256)}, Math.min(from + 1, request.length));
            case 3 -> joined(request, from, new byte[0], to);
            case 4 -> joined(request, to, Arrays.copyOfRange(request, from, to), to);
            default -> spliced(request, from, one(CORPUS, random), random);
        };
    }

    /** The bytes before one place, others, and the bytes from another place on. */
    private static byte[] joined(byte[] request, int end, byte[] middle, int restFrom) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(request.length + middle.length);
        joined.write(request, 0, end);
        joined.writeBytes(middle);
        joined.write(request, restFrom, request.length - restFrom);
        return joined.toByteArray();
    }

    private static byte[] spliced(byte[] request, int end, byte[] other, SplittableRandom random) {
        int from = random.nextInt(other.length);
        return joined(request, end, Arrays.copyOfRange(other, from, other.length), request.length);
    }

    private static byte[] one(List<byte[]> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
