package io.podwatcher.http.bulk;

import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.http.history.PastLookups;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.async.ByteArrayFeeder;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * {@code {"ips": [...]}}, perhaps with {@code "at"}, answered with {@code {"results": {...}}}. Parsed part by part as
 * it arrives, so that no event loop is held by a long one; answered once it is complete, so that a body that is not
 * understood gets a 400. On the event loop of its connection.
 */
final class JsonForm implements BulkForm {

    static final int MAX_IPS = 10_000;
    static final int MAX_BYTES = 1024 * 1024;

    /** Far more than an IP needs. A longer string would be held several times, also outside the heap. */
    static final int MAX_IP_LENGTH = 1024;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_IP_LENGTH)
                    .build())
            .build();
    private static final String EXAMPLE = "{\"ips\": [\"10.42.0.5\"]}";

    /** What has been read last. */
    private enum At {
        START,
        OBJECT,
        IPS,
        ARRAY,
        MOMENT,
        END
    }

    private final JsonParser parser = FACTORY.createNonBlockingByteArrayParser(ObjectReadContext.empty());
    private final ByteArrayFeeder feeder = (ByteArrayFeeder) parser.nonBlockingInputFeeder();
    private final Function<String, Instant> moment;
    private final Set<String> fields = new HashSet<>();
    private final Set<String> ips = new LinkedHashSet<>();
    private Optional<Instant> asked = Optional.empty();
    private At at = At.START;
    private int bytes;

    /**
     * @param moment reads the moment that is asked about; throws {@link BadParameter} if it cannot be asked about
     */
    JsonForm(Function<String, Instant> moment) {
        this.moment = moment;
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public Iterator<Item> read(byte[] part) {
        bytes += part.length;
        if (bytes > MAX_BYTES) {
            throw new BadParameter("body_too_large", "The body is longer than 1 MiB; send " + BulkEndpoint.NDJSON);
        }
        try {
            feeder.feedInput(part, 0, part.length);
            parse();
        } catch (JacksonException e) {
            throw invalid(e.getOriginalMessage());
        }
        return Collections.emptyIterator();
    }

    @Override
    public Iterator<Item> end() {
        try {
            feeder.endOfInput();
            parse();
        } catch (JacksonException e) {
            throw invalid(e.getOriginalMessage());
        }
        if (at != At.END) {
            throw invalid("it ends too early");
        }
        return ips.stream().map(ip -> Item.of(Item.quoted(ip), ip, asked)).iterator();
    }

    private void parse() {
        try {
            for (JsonToken token = parser.nextToken();
                    token != null && token != JsonToken.NOT_AVAILABLE;
                    token = parser.nextToken()) {
                at = next(token);
            }
        } catch (StreamConstraintsException e) {
            throw invalid("a string is longer than " + MAX_IP_LENGTH + " characters");
        }
    }

    private At next(JsonToken token) {
        return switch (at) {
            case START -> expect(token == JsonToken.START_OBJECT, At.OBJECT);
            case OBJECT ->
                token == JsonToken.END_OBJECT ? expect(fields.contains("ips"), At.END) : field(parser.currentName());
            case IPS -> expect(token == JsonToken.START_ARRAY, At.ARRAY);
            case ARRAY -> token == JsonToken.END_ARRAY ? At.OBJECT : add(token);
            case MOMENT -> ask(token);
            case END -> throw invalid("there is more behind it");
        };
    }

    private At field(String name) {
        expect(fields.add(name), At.OBJECT);
        return name.equals("at") ? At.MOMENT : expect(name.equals("ips"), At.IPS);
    }

    private At ask(JsonToken token) {
        expect(token == JsonToken.VALUE_STRING, At.OBJECT);
        asked = Optional.of(moment.apply(parser.getString()));
        return At.OBJECT;
    }

    private At add(JsonToken token) {
        expect(token == JsonToken.VALUE_STRING, At.ARRAY);
        ips.add(parser.getString());
        if (ips.size() > MAX_IPS) {
            throw new BadParameter(
                    "too_many_ips",
                    "The body has more than " + MAX_IPS + " IPs; send several, or " + BulkEndpoint.NDJSON);
        }
        return At.ARRAY;
    }

    private static At expect(boolean isSo, At next) {
        if (!isSo) {
            throw invalid("it must be an object with ips, an array of strings, and perhaps at, a time");
        }
        return next;
    }

    private static BadParameter invalid(String why) {
        return new BadParameter("invalid_body", "The body must be like " + EXAMPLE + ": " + why);
    }

    @Override
    public String beforeAll() {
        return asked.map(moment -> "{\"at\":\"" + PastLookups.text(moment) + "\",")
                        .orElse("{") + "\"results\":{";
    }

    @Override
    public String before(Item item, boolean first) {
        return (first ? "" : ",") + item.name() + ":{";
    }

    @Override
    public String after() {
        return "}";
    }

    @Override
    public String afterAll() {
        return "}}";
    }
}
