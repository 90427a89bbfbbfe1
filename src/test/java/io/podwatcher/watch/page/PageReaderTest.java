package io.podwatcher.watch.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.CodedOutputStream;
import io.podwatcher.apiserver.ListPage;
import io.podwatcher.model.Pod;
import io.podwatcher.watch.page.UnreadableListException.Defect;
import io.podwatcher.watch.pod.PodReader;
import io.podwatcher.watch.pod.PodResource;
import io.podwatcher.watch.pod.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What each format's reader makes of a page. */
class PageReaderTest {

    /** Of 100 random pods; -Dpages=1000 compares the readers on 100,000. */
    private static final int PAGES = Integer.getInteger("pages", 200);

    private static final PageReader<PodResource> JSON =
            new JsonPageReader<>(new ResourceSerialization<>(PodResource.KIND).items(), "PodList");
    private static final PageReader<PodResource> PROTOBUF = new ProtobufPageReader();

    private final PodReader pods = Samples.reader();

    /** What has been read of a page. */
    private static final class Recorder implements PageHandler<PodResource> {

        private final List<PageMetadata> metadata = new ArrayList<>();
        private final List<PodResource> pods = new ArrayList<>();
        private long bytes;
        private int nullItems;

        @Override
        public void metadata(PageMetadata metadata) {
            this.metadata.add(metadata);
        }

        @Override
        public void item(PodResource pod, long bytes) {
            pods.add(pod);
            this.bytes += bytes;
        }

        @Override
        public void nullItem() {
            nullItems++;
        }
    }

    @Test
    void randomPodsAreTheSameWhetherReadAsJsonOrAsProtobuf() throws IOException {
        // Given
        long seed = new Random().nextLong();
        RandomPods random = new RandomPods(seed);

        for (int page = 0; page < PAGES; page++) {
            List<ObjectNode> generated = Stream.generate(random::pod).limit(100).toList();
            ListPage list = ListPage.of(generated);

            // When
            List<PodResource> fromJson = read(JSON, list.json()).pods;
            List<PodResource> fromProtobuf = read(PROTOBUF, list.protobuf()).pods;

            // Then
            assertThat(fromProtobuf).hasSameSizeAs(fromJson);
            for (int i = 0; i < fromJson.size(); i++) {
                ObjectNode given = generated.get(i);
                assertThatBothAreTheSame(fromJson.get(i), fromProtobuf.get(i), () -> "seed " + seed + ", " + given);
            }
        }
    }

    private void assertThatBothAreTheSame(
            PodResource fromJson, PodResource fromProtobuf, Supplier<String> description) {
        Pod expected = pods.read(fromJson);
        Pod pod = pods.read(fromProtobuf);
        if (!Arrays.equals(pod.json(), expected.json()) || !withoutJson(pod).equals(withoutJson(expected))) {
            assertThat(text(pod)).as(description).isEqualTo(text(expected));
        }
    }

    private static Pod withoutJson(Pod pod) {
        return pod.withJson(null);
    }

    private static String text(Pod pod) {
        return withoutJson(pod) + " " + withoutJson(pod).hashCode() + " "
                + new String(pod.json(), StandardCharsets.UTF_8);
    }

    @Test
    void podsOfARealServerAreTheSameWhetherReadAsJsonOrAsProtobuf() throws IOException {
        // Given
        JsonNode sample = JsonMapper.shared().readTree(Samples.listPage());
        List<ObjectNode> real = new ArrayList<>();
        sample.path("items").forEach(pod -> real.add((ObjectNode) pod));
        ListPage list = ListPage.of(real);

        // When
        Recorder fromJson = read(JSON, Samples.listPage().getBytes(StandardCharsets.UTF_8));
        Recorder fromProtobuf = read(PROTOBUF, list.protobuf());

        // Then
        assertThat(fromJson.pods).hasSize(2);
        for (int i = 0; i < 2; i++) {
            assertThatBothAreTheSame(fromJson.pods.get(i), fromProtobuf.pods.get(i), () -> "a real pod");
        }
    }

    private static List<PageReader<PodResource>> readers() {
        return List.of(JSON, PROTOBUF);
    }

    private static byte[] encode(PageReader<PodResource> reader, ListPage page) {
        return reader == JSON ? page.json() : page.protobuf();
    }

    @ParameterizedTest
    @MethodSource("readers")
    void metadataComesOnceAndBeforeThePods(PageReader<PodResource> reader) throws IOException {
        // Given
        ListPage page = new ListPage("7", Optional.of("more"), podsOf(3));
        List<String> order = new ArrayList<>();

        // When
        reader.read(stream(encode(reader, page)), new PageHandler<PodResource>() {
            @Override
            public void metadata(PageMetadata metadata) {
                order.add(metadata.resourceVersion() + " "
                        + metadata.continueToken().orElse("-"));
            }

            @Override
            public void item(PodResource pod, long bytes) {
                order.add(pod.getMetadata().getName());
            }

            @Override
            public void nullItem() {
                order.add("null");
            }
        });

        // Then
        assertThat(order).containsExactly("7 more", "pod-0", "pod-1", "pod-2");
    }

    @ParameterizedTest
    @MethodSource("readers")
    void bytesOfThePodsAreAboutThoseOfThePage(PageReader<PodResource> reader) throws IOException {
        // Given
        byte[] page = encode(reader, ListPage.of(podsOf(1000)));

        // When
        Recorder read = read(reader, page);

        // Then
        assertThat(read.bytes).isBetween(page.length * 8L / 10, (long) page.length);
    }

    @ParameterizedTest
    @MethodSource("readers")
    void pageThatIsCutShortAnywhereIsAnError(PageReader<PodResource> reader) {
        // Given
        byte[] page = encode(reader, ListPage.of(podsOf(2)));
        byte[] withoutLineFeed = page[page.length - 1] == '\n' ? Arrays.copyOf(page, page.length - 1) : page;
        int tail = reader == PROTOBUF ? 4 : 0;

        for (int length = 0; length < withoutLineFeed.length - tail; length++) {
            byte[] cut = Arrays.copyOf(page, length);

            // When // Then
            assertThatThrownBy(() -> read(reader, cut))
                    .as("%d of %d bytes", length, page.length)
                    .asInstanceOf(InstanceOfAssertFactories.type(UnreadableListException.class))
                    .extracting(UnreadableListException::defect)
                    .isIn(Defect.CUT_SHORT, Defect.MALFORMED);
        }
    }

    @ParameterizedTest
    @MethodSource("readers")
    void bytesThatAreChangedAtRandomAreReadOrAnErrorOfThisKind(PageReader<PodResource> reader) {
        // Given
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] page = encode(reader, ListPage.of(podsOf(3)));

        for (int i = 0; i < 4000; i++) {
            byte[] changed = page.clone();
            IntStream.range(0, 1 + random.nextInt(3))
                    .forEach(n -> changed[random.nextInt(changed.length)] = (byte) random.nextInt());

            // When
            Throwable thrown = catchThrowable(() -> read(reader, changed));

            // Then
            if (thrown != null) {
                assertThat(thrown).as("seed " + seed).isInstanceOf(UnreadableListException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("readers")
    void emptyListIsAList(PageReader<PodResource> reader) throws IOException {
        // When
        Recorder read = read(reader, encode(reader, ListPage.of(List.of())));

        // Then
        assertThat(read.pods).isEmpty();
        assertThat(read.metadata).containsExactly(new PageMetadata("1000", Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("readers")
    void podOfMoreThanEightMebibytesIsAnErrorInWords(PageReader<PodResource> reader) {
        // Given
        ObjectNode pod = podsOf(1).get(0);
        ((ObjectNode) pod.path("metadata")).putObject("annotations").put("large", "x".repeat(9 * 1024 * 1024));
        byte[] page = encode(reader, ListPage.of(List.of(pod)));

        // When // Then
        assertThatThrownBy(() -> read(reader, page))
                .hasMessage("the API server sends an object of more than 8 MiB")
                .asInstanceOf(InstanceOfAssertFactories.type(UnreadableListException.class))
                .extracting(UnreadableListException::defect)
                .isEqualTo(Defect.TOO_LARGE);
    }

    @ParameterizedTest
    @MethodSource("readers")
    void manyLargePodsAreReadOneByOne(PageReader<PodResource> reader) throws IOException {
        // Given
        List<ObjectNode> large = podsOf(20);
        large.forEach(pod ->
                ((ObjectNode) pod.path("metadata")).putObject("annotations").put("large", "x".repeat(1_300_000)));

        // When
        Recorder read = read(reader, encode(reader, ListPage.of(large)));

        // Then
        assertThat(read.pods).hasSize(20);
    }

    @ParameterizedTest
    @MethodSource("readers")
    void listWithoutAVersionIsNoList(PageReader<PodResource> reader) {
        // When // Then
        assertThatThrownBy(() -> read(reader, encode(reader, new ListPage("", Optional.empty(), podsOf(1)))))
                .isInstanceOf(UnreadableListException.class)
                .hasMessage("the API server answered with a list that has no resourceVersion");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                        + "\"message\":\"etcdserver: request timed out\",\"code\":504} "
                        + "| the API server answered with a Status instead of a PodList: etcdserver: request timed out",
                "{\"kind\":\"Status\"} | the API server answered with a Status instead of a PodList",
                "{\"kind\":\"Table\",\"metadata\":{\"resourceVersion\":\"1\"},\"rows\":[]} "
                        + "| the API server answered with a Table instead of a PodList",
                "{\"kind\":\"ServiceList\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]} "
                        + "| the API server answered with a ServiceList instead of a PodList",
                "{\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[],\"kind\":\"Status\"} "
                        + "| the API server answered with a Status instead of a PodList",
                "{\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]} "
                        + "| the API server answered with an object without a kind instead of a PodList",
                "{\"kind\":\"PodList\",\"items\":[]} | the API server answered with a list that has no metadata",
                "{\"kind\":\"PodList\",\"metadata\":null,\"items\":[]} "
                        + "| the API server answered with a list whose metadata is not an object",
                "{\"kind\":\"PodList\",\"metadata\":{\"resourceVersion\":\"\"},\"items\":[]} "
                        + "| the API server answered with a list that has no resourceVersion",
                "{\"kind\":\"PodList\",\"metadata\":{\"resourceVersion\":null},\"items\":[]} "
                        + "| the API server answered with a list that has no resourceVersion",
                "{\"kind\":\"PodList\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":{}} "
                        + "| the API server answered with a list whose items are not an array",
                "[] | the API server answered with JSON that is not an object",
                "\"ok\" | the API server answered with JSON that is not an object",
                "null | the API server answered with JSON that is not an object",
                "`` | the API server answered with an empty body",
                "` ` | the API server answered with an empty body",
                "{\"kind\":\"PodList\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]}{} "
                        + "| the API server's answer continues after the end of the list",
            })
    void jsonThatIsNoListIsAnErrorThatSaysWhatCame(String body, String message) {
        // When // Then
        assertThatThrownBy(() -> read(JSON, body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableListException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>502 Bad Gateway</body></html>",
                "{\"kind\":\"PodList\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[1]}",
                "{\"kind\":\"PodList\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[{\"metadata\":[]}]}",
                "{\"kind\":\"PodList\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[{} {}]}",
            })
    void whatCannotBeReadAsJsonIsMalformed(String body) {
        // When // Then
        assertThatThrownBy(() -> read(JSON, body.getBytes(StandardCharsets.UTF_8)))
                .hasMessageStartingWith("the API server's list cannot be read as JSON: ")
                .asInstanceOf(InstanceOfAssertFactories.type(UnreadableListException.class))
                .extracting(UnreadableListException::defect)
                .isEqualTo(Defect.MALFORMED);
    }

    @Test
    void itemsOfNullAreSkippedAndCounted() throws IOException {
        // When
        Recorder read = read(
                JSON,
                "{\"kind\":\"PodList\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[null,{},null]}"
                        .getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(read.nullItems).isEqualTo(2);
        assertThat(read.pods).hasSize(1);
    }

    @Test
    void itemsThatAreNullAreNone() throws IOException {
        // When
        Recorder read = read(
                JSON,
                "{\"items\":null,\"metadata\":{\"resourceVersion\":\"1\"},\"kind\":\"PodList\"}"
                        .getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(read.pods).isEmpty();
        assertThat(read.metadata).hasSize(1);
    }

    private static Stream<Arguments> envelopes() throws IOException {
        byte[] status = ListPage.protobufStatus(504, "etcdserver: request timed out");
        return Stream.of(
                Arguments.of(
                        status,
                        "the API server answered with a Status instead of a PodList: etcdserver: request timed out"),
                Arguments.of(envelope("Table"), "the API server answered with a Table instead of a PodList"),
                Arguments.of(
                        envelope(""), "the API server answered with an object without a kind instead of a PodList"),
                Arguments.of(envelope("PodList"), "the API server answered with a list that has no metadata"),
                Arguments.of(new byte[0], "the API server answered with an empty body"),
                Arguments.of(new byte[] {'k', '8', 's', 0}, "the API server's list breaks off before its end"),
                Arguments.of(
                        "<html>".getBytes(StandardCharsets.UTF_8),
                        "the API server's list is said to be protobuf, but does not begin as such"));
    }

    private static byte[] envelope(String kind) throws IOException {
        ByteArrayOutputStream typeMeta = new ByteArrayOutputStream();
        CodedOutputStream meta = CodedOutputStream.newInstance(typeMeta);
        meta.writeString(1, "v1");
        meta.writeString(2, kind);
        meta.flush();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {'k', '8', 's', 0});
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeByteArray(1, typeMeta.toByteArray());
        out.writeByteArray(2, new byte[0]);
        out.flush();
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("envelopes")
    void protobufThatIsNoListIsAnErrorThatSaysWhatCame(byte[] body, String message) {
        // When // Then
        assertThatThrownBy(() -> read(PROTOBUF, body))
                .isInstanceOf(UnreadableListException.class)
                .hasMessage(message);
    }

    @Test
    void messageOfAStatusIsKept() {
        // When // Then
        assertThatThrownBy(() -> read(PROTOBUF, ListPage.protobufStatus(403, "pods is forbidden")))
                .asInstanceOf(InstanceOfAssertFactories.type(UnreadableListException.class))
                .extracting(UnreadableListException::statusMessage)
                .isEqualTo(Optional.of("pods is forbidden"));
    }

    @Test
    void groupsAndFieldsThatNobodyKnowsAreSkipped() throws IOException {
        // Given
        byte[] page = ListPage.of(podsOf(1)).protobuf();
        ByteArrayOutputStream with = new ByteArrayOutputStream();
        with.write(page);
        CodedOutputStream out = CodedOutputStream.newInstance(with);
        out.writeTag(100, 3);
        out.writeString(1, "inside of a group");
        out.writeFixed64(2, 1);
        out.writeTag(100, 4);
        out.writeFixed32(101, 1);
        out.flush();

        // When
        Recorder read = read(PROTOBUF, with.toByteArray());

        // Then
        assertThat(read.pods).hasSize(1);
    }

    @Test
    void groupThatEndsWithoutHavingBegunIsMalformed() throws IOException {
        // Given
        ByteArrayOutputStream with = new ByteArrayOutputStream();
        with.write(ListPage.of(podsOf(1)).protobuf());
        CodedOutputStream out = CodedOutputStream.newInstance(with);
        out.writeTag(100, 4);
        out.writeString(101, "more");
        out.flush();

        // When // Then
        assertThatThrownBy(() -> read(PROTOBUF, with.toByteArray()))
                .hasMessageStartingWith("the API server's list cannot be read as protobuf: ");
    }

    private static List<ObjectNode> podsOf(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> (ObjectNode) JsonMapper.shared()
                        .readTree(
                                "{\"metadata\":{\"name\":\"pod-" + i + "\",\"namespace\":\"default\",\"uid\":\"uid-" + i
                                        + "\",\"resourceVersion\":\"1\",\"labels\":{\"app\":\"web\"}},"
                                        + "\"spec\":{\"nodeName\":"
                                        + "\"node-1\",\"containers\":[{\"name\":\"app\",\"resources\":{}}]},"
                                        + "\"status\":{\"phase\":\"Running\"}}"))
                .toList();
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static Recorder read(PageReader<PodResource> reader, byte[] page) throws IOException {
        Recorder recorder = new Recorder();
        reader.read(stream(page), recorder);
        return recorder;
    }
}
