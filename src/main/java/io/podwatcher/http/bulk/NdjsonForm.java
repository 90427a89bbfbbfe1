package io.podwatcher.http.bulk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * {@code {"ip": ...}} on each line, answered line by line as they arrive. A line that is not understood gets a result
 * that says so, so that the lines of the answer are those of the request; an empty one is skipped. On the event loop of
 * its connection.
 */
final class NdjsonForm implements BulkForm {

    /** Far more than an IP needs. What is longer is not kept. */
    static final int MAX_LINE = 1024;

    private static final JsonFactory FACTORY = new JsonFactory();

    /** The length of every line that is not kept: it does not count on, because a line has no bound. */
    private static final int TOO_LONG = MAX_LINE + 1;

    private final byte[] line = new byte[MAX_LINE];
    private int length;
    private long number = 1;

    @Override
    public String contentType() {
        return BulkEndpoint.NDJSON;
    }

    @Override
    public List<Item> read(byte[] part) {
        List<Item> items = new ArrayList<>();
        for (byte next : part) {
            if (next == '\n') {
                endLine(items);
            } else if (length < MAX_LINE) {
                line[length++] = next;
            } else {
                length = TOO_LONG;
            }
        }
        return items;
    }

    @Override
    public List<Item> end() {
        List<Item> items = new ArrayList<>();
        endLine(items);
        return items;
    }

    private void endLine(List<Item> items) {
        if (length == TOO_LONG) {
            items.add(invalid("it is longer than " + MAX_LINE + " bytes"));
        } else if (!isBlank()) {
            items.add(item());
        }
        length = 0;
        number++;
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
            boolean understood = parser.nextToken() == JsonToken.START_OBJECT
                    && "ip".equals(parser.nextName())
                    && parser.nextToken() == JsonToken.VALUE_STRING;
            String ip = understood ? parser.getString() : "";
            return understood && parser.nextToken() == JsonToken.END_OBJECT && parser.nextToken() == null
                    ? Item.of("\"ip\":" + Item.quoted(ip), ip)
                    : invalid("it must be like {\"ip\": \"10.42.0.5\"}");
        } catch (JacksonException e) {
            return invalid(e.getOriginalMessage());
        }
    }

    private Item invalid(String why) {
        String error = Item.quoted("Line " + number + " is not understood: " + why);
        return new Item("\"line\":" + number + ",\"error\":" + error, Optional.empty(), "invalid_line");
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
