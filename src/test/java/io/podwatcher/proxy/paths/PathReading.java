package io.podwatcher.proxy.paths;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The ways in which routers read the path of a request before they compare it with their routes. */
public enum PathReading {
    /**
     * gorilla/mux, so Fission's router up to 1.26: the decoded path; one that is not clean is redirected, not routed.
     */
    DECODED_OR_REDIRECTED {
        @Override
        public Optional<String> read(String rawPath) {
            return decode(rawPath).filter(path -> path.equals(clean(path)));
        }
    },
    /** gorilla/mux with UseEncodedPath, so Fission's {@code useEncodedPath} up to 1.26: the path as it was sent. */
    ENCODED_OR_REDIRECTED {
        @Override
        public Optional<String> read(String rawPath) {
            return Optional.of(rawPath).filter(path -> path.equals(clean(path)));
        }
    },
    /** Fission's router from 1.27 on: the decoded path, compared literally. */
    DECODED {
        @Override
        public Optional<String> read(String rawPath) {
            return decode(rawPath);
        }
    },
    /** Fission's {@code useEncodedPath} from 1.27 on: the path as it was sent, compared literally. */
    ENCODED {
        @Override
        public Optional<String> read(String rawPath) {
            return Optional.of(rawPath);
        }
    },
    /** The worst that other servers do: decode twice, take backslashes for slashes, drop {@code ;parameters}, clean. */
    LENIENT {
        @Override
        public Optional<String> read(String rawPath) {
            return decode(rawPath)
                    .map(once -> decode(once).orElse(once))
                    .map(path -> path.replace("\u00c0\u00ae", ".").replace("\u00c0\u00af", "/"))
                    .map(path -> path.replace('\\', '/').replaceAll("[#?\0].*", ""))
                    .map(path -> clean(path.replaceAll(";[^/]*", "")));
        }
    };

    /**
     * Returns the path that is compared with the routes.
     *
     * @param rawPath as it stands in the request line, without the query
     * @return empty when the request is not routed at all
     */
    public abstract Optional<String> read(String rawPath);

    /** Decodes percent-encoding once, one character a byte; empty when it is malformed. */
    private static Optional<String> decode(String path) {
        StringBuilder decoded = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) != '%') {
                decoded.append(path.charAt(i));
            } else if (path.substring(i).matches("(?s)%[0-9A-Fa-f]{2}.*")) {
                decoded.append((char) Integer.parseInt(path.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(decoded.toString());
    }

    /** Merges slashes and resolves dot segments, as Go's path.Clean does, but keeps a slash at the end. */
    private static String clean(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/")) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        String clean = "/" + String.join("/", segments);
        return path.endsWith("/") && !segments.isEmpty() ? clean + "/" : clean;
    }
}
