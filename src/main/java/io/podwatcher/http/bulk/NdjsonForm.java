package io.podwatcher.http.bulk;

import io.podwatcher.http.exchange.BadParameter;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * {@code {"ip": ...}}, perhaps with {@code "at"}, on each line, answered line by line as they arrive. A line that is
 * not understood gets a result that says so, so that the lines of the answer are those of the request; an empty one is
 * skipped. On the event loop of its connection.
 */
final class NdjsonForm implements BulkForm {

    /** Far more than an IP needs. What is longer is not kept. */
    static final int MAX_LINE = 1024;

    private static final JsonFactory FACTORY = new JsonFactory();

    /** The length of every line that is not kept: it does not count on, because a line has no bound. */
    private static final int TOO_LONG = MAX_LINE + 1;

    private final Function<String, Instant> moment;
    private final byte[] line = new byte[MAX_LINE];
    private int length;
    private long number = 1;

    /**
     * @param moment reads the moment that a line asks about; throws {@link BadParameter} if it cannot be asked about
     */
    NdjsonForm(Function<String, Instant> moment) {
        this.moment = moment;
    }

    @Override
    public String contentType() {
        return BulkEndpoint.NDJSON;
    }

    @Override
    public Iterator<Item> read(byte[] part) {
        return new Lines(part);
    }

    @Override
    public Iterator<Item> end() {
        return new Lines(new byte[] {'\n'});
    }

    /** The lines that end in one part. Each is parsed when it is asked for: a part may have thousands. */
    private final class Lines implements Iterator<Item> {

        private final byte[] part;
        private int at;
        private Optional<Item> next = Optional.empty();

        Lines(byte[] part) {
            this.part = part;
        }

        @Override
        public boolean hasNext() {
            while (next.isEmpty() && at < part.length) {
                next = add(part[at++]);
            }
            return next.isPresent();
        }

        @Override
        public Item next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Item item = next.get();
            next = Optional.empty();
            return item;
        }
    }

    /** Takes one more byte; the item of a line that it ends. */
    private Optional<Item> add(byte next) {
        if (next == '\n') {
            return endLine();
        }
        if (length < MAX_LINE) {
            line[length++] = next;
        } else {
            length = TOO_LONG;
        }
        return Optional.empty();
    }

    private Optional<Item> endLine() {
        Optional<Item> item = length == TOO_LONG
                ? Optional.of(invalid("it is longer than " + MAX_LINE + " bytes"))
                : isBlank() ? Optional.empty() : Optional.of(item());
        length = 0;
        number++;
        return item;
    }

    private boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private Item item() {
        // A copy: the parser keeps what it gets, and messages name it.
        byte[] bytes = Arrays.copyOf(line, length);
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
            return NdjsonLine.read(parser)
                    .map(this::item)
                    .orElseGet(() -> invalid("it must be like {\"ip\": \"10.42.0.5\"}"));
        } catch (JacksonException e) {
            return invalid(e.getOriginalMessage());
        }
    }

    private Item item(NdjsonLine asked) {
        try {
            return Item.of(asked.json(), asked.ip(), asked.at().map(moment));
        } catch (BadParameter e) {
            return Item.refused(asked.json(), e.reason());
        }
    }

    private Item invalid(String why) {
        String error = Item.quoted("Line " + number + " is not understood: " + why);
        return Item.refused("\"line\":" + number + ",\"error\":" + error, "invalid_line");
    }

    @Override
    public String beforeAll() {
        return "";
    }

    @Override
    public String before(Item item, boolean first) {
        return "{" + item.name() + ",";
    }

    @Override
    public String after() {
        return "}\n";
    }

    @Override
    public String afterAll() {
        return "";
    }
}
