package io.podwatcher.watch.page;

import io.podwatcher.watch.page.UnreadableListException.Defect;
import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.ObjectReader;

/** Reads a page in JSON, which every API server and mock can send. Immutable; any thread. */
public final class JsonPageReader<R> implements PageReader<R> {

    private final ObjectReader items;
    private final String listKind;

    /**
     * @param items parses each object, as it does for a watch
     * @param listKind the kind of the list, for example PodList
     */
    public JsonPageReader(ObjectReader items, String listKind) {
        this.items = items;
        this.listKind = listKind;
    }

    @Override
    public void read(InputStream page, PageHandler<R> handler) throws IOException {
        LimitedInput input = new LimitedInput(page);
        try (JsonParser json = items.createParser(input)) {
            if (json.nextToken() == null) {
                throw new UnreadableListException(Defect.CUT_SHORT, "the API server answered with an empty body");
            }
            new JsonPage(input, json, handler).read();
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (UnexpectedEndOfInputException e) {
            throw new UnreadableListException(
                    Defect.CUT_SHORT, "the API server's list breaks off after " + input.count() + " bytes", e);
        } catch (JacksonException e) {
            throw new UnreadableListException(
                    Defect.MALFORMED, "the API server's list cannot be read as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** One page that is being read. */
    private final class JsonPage {

        private final LimitedInput input;
        private final JsonParser json;
        private final PageHandler<R> handler;
        private String kind;
        private String message;
        private boolean hasMetadata;

        private JsonPage(LimitedInput input, JsonParser json, PageHandler<R> handler) {
            this.input = input;
            this.json = json;
            this.handler = handler;
        }

        private void read() throws IOException {
            requireObject("the API server answered with JSON that is not an object");
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "kind" -> kind();
                    case "message" -> message = scalar();
                    case "metadata" -> metadata();
                    case "items" -> items();
                    default -> json.skipChildren();
                }
            }
            if (isStatus()) {
                throw WrongKind.status(listKind, message);
            }
            if (!listKind.equals(kind)) {
                throw WrongKind.insteadOf(listKind, kind);
            }
            if (!hasMetadata) {
                throw PageMetadata.missing();
            }
            if (json.nextToken() != null) {
                throw new UnreadableListException(
                        Defect.MALFORMED, "the API server's answer continues after the end of the list");
            }
        }

        /** The rest of a Status is read too, for its message. */
        private void kind() throws UnreadableListException {
            kind = scalar();
            if (!listKind.equals(kind) && !isStatus()) {
                throw WrongKind.insteadOf(listKind, kind);
            }
        }

        private boolean isStatus() {
            return WrongKind.STATUS.equals(kind);
        }

        private void metadata() throws IOException {
            if (isStatus()) {
                json.skipChildren();
                return;
            }
            requireObject("the API server answered with a list whose metadata is not an object");
            String resourceVersion = null;
            String continueToken = null;
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "resourceVersion" -> resourceVersion = scalar();
                    case "continue" -> continueToken = scalar();
                    default -> json.skipChildren();
                }
            }
            hasMetadata = true;
            handler.metadata(PageMetadata.of(resourceVersion, continueToken));
        }

        /** A Go server may write null for an empty list. */
        private void items() throws IOException {
            if (isStatus() || json.currentToken() == JsonToken.VALUE_NULL) {
                json.skipChildren();
                return;
            }
            if (!json.isExpectedStartArrayToken()) {
                throw new UnreadableListException(
                        Defect.NOT_A_LIST, "the API server answered with a list whose items are not an array");
            }
            long before = input.count();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() == JsonToken.VALUE_NULL) {
                    handler.nullItem();
                } else {
                    R item = items.readValue(json);
                    handler.item(item, input.count() - before);
                }
                before = input.count();
                input.nextItem();
            }
        }

        private void requireObject(String otherwise) throws UnreadableListException {
            if (!json.isExpectedStartObjectToken()) {
                throw new UnreadableListException(Defect.NOT_A_LIST, otherwise);
            }
        }

        /** The value as text; null for null, objects and arrays. */
        private String scalar() {
            String text = json.getValueAsString();
            json.skipChildren();
            return text;
        }
    }
}
