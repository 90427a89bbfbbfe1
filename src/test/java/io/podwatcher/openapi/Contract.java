package io.podwatcher.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** An OpenAPI document, for tests. */
public final class Contract {

    /** The part of the document about requests that match no operation. */
    private static final String OTHER_REQUESTS = "x-other-requests";

    private static final Set<String> METHODS =
            Set.of("get", "head", "post", "put", "patch", "delete", "options", "trace");
    private static final String BASE = "app://pod-watcher/";
    private static final String URI = BASE + "openapi.yaml";

    private final Node root;
    private final SchemaRepository schemas = SchemaRepository.create(
            new JsonSchemaOptions().setBaseUri(BASE).setDraft(Draft.DRAFT202012).setOutputFormat(OutputFormat.Basic));

    private Contract(JsonObject document) {
        this.root = Node.of(document);
        // A copy, because the library modifies its argument as well.
        JsonObject closed = document.copy();
        close(closed);
        schemas.dereference(URI, JsonSchema.of(closed));
    }

    /**
     * Closes all objects for fields that are not documented. For clients they are open, because answers may get new
     * fields; but none gets into answers before it is documented.
     */
    private static void close(Object value) {
        if (value instanceof JsonObject object) {
            if ("object".equals(object.getValue("type")) && object.getValue("properties") instanceof JsonObject) {
                object.getMap().putIfAbsent("additionalProperties", false);
            }
            object.forEach(field -> close(field.getValue()));
        } else if (value instanceof JsonArray array) {
            array.forEach(Contract::close);
        }
    }

    static Contract parse(String yaml) {
        Map<String, Object> document = YAMLMapper.shared().readValue(yaml, new TypeReference<>() {});
        return new Contract(new JsonObject(document));
    }

    /** The one in the jar. */
    public static Contract shipped() {
        try (InputStream in = Objects.requireNonNull(
                Contract.class.getResourceAsStream("/io/podwatcher/http/openapi.yaml"), "openapi.yaml")) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Node root() {
        return root;
    }

    /** The components of one kind. */
    Node component(String kind) {
        return root.at("components").flatMap(components -> components.at(kind)).orElseThrow();
    }

    /** All operations, and the one that stands for requests that match none. */
    public List<Operation> operations() {
        Stream<Operation> documented = paths().stream()
                .map(path -> root.at("paths").flatMap(paths -> paths.at(path)).orElseThrow())
                .flatMap(item -> item.names()
                        .filter(METHODS::contains)
                        .map(method -> new Operation(
                                method,
                                name(item),
                                Optional.of(item),
                                item.at(method).orElseThrow())));
        return Stream.concat(documented, Stream.of(otherRequests())).toList();
    }

    /** The paths with their operations, as they are in the document. */
    public List<String> paths() {
        return root.at("paths").orElseThrow().names().toList();
    }

    /** The operation of a request, or the one that stands for requests that match none. */
    Operation operation(String method, String path) {
        return operations().stream()
                .filter(operation -> operation.answers(method, path))
                .findFirst()
                .orElseGet(this::otherRequests);
    }

    private Operation otherRequests() {
        return new Operation(
                "any", "other", Optional.empty(), root.at(OTHER_REQUESTS).orElseThrow());
    }

    private static String name(Node item) {
        return item.pointer().substring("#/paths/".length()).replace("~1", "/");
    }

    /** Validates a value by a schema of this document; returns the errors. */
    List<String> problems(Node schema, Object value) {
        OutputUnit result = schemas.validator(URI + schema.pointer()).validate(value);
        return result.getValid()
                ? List.of()
                : result.getErrors().stream()
                        .map(error -> error.getInstanceLocation() + ": " + error.getError())
                        .toList();
    }
}
