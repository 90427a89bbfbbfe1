package io.podwatcher.watch.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

/** What fabric8 makes of the bytes: never its own full Pod, which takes thirty times the memory. */
class WireFormatTest {

    @Test
    void listPageIsReadWithoutMakingFullPods() {
        // When
        var list = Samples.list(Samples.listPage());

        // Then
        assertThat(list.getItems()).hasSize(2).hasOnlyElementsOfType(PodResource.class);
        assertThat(list.getMetadata().getResourceVersion()).isEqualTo("22635");
        assertThat(list.getMetadata().getContinue()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]"})
    void listOfNothingIsEmpty(String items) {
        assertThat(Samples.list("{\"kind\":\"PodList\",\"metadata\":{\"resourceVersion\":\"7\"},\"items\":" + items
                                + "}")
                        .getItems())
                .isEmpty();
    }

    @Test
    void watchEventIsReadWithoutMakingAFullPod() {
        // When
        WatchEvent event = event(Samples.watchEvents().get(0));

        // Then
        assertThat(event.getType()).isEqualTo("MODIFIED");
        assertThat(event.getObject()).isExactlyInstanceOf(PodResource.class);
        assertThat(((PodResource) event.getObject()).getMetadata().getLabels()).containsEntry("zz", "1");
    }

    @Test
    void bookmarkTellsTheResourceVersionAndNothingElse() {
        // When
        WatchEvent event = event(Samples.watchEvents().get(1));

        // Then
        assertThat(event.getType()).isEqualTo("BOOKMARK");
        PodResource bookmark = (PodResource) event.getObject();
        assertThat(bookmark.getMetadata().getResourceVersion()).isEqualTo("22636");
        assertThat(bookmark.getMetadata().getName()).isNull();
        assertThat(bookmark.getSpec().containers()).isNull();
    }

    @Test
    void statusThatTheResourceVersionIsTooOldIsRecognized() {
        // When
        Object object = event(Samples.expired()).getObject();

        // Then
        assertThat(object).isExactlyInstanceOf(Status.class);
        assertThat(((Status) object).getCode()).isEqualTo(410);
        assertThat(((Status) object).getMessage()).isEqualTo("too old resource version: 1 (22633)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"object\":{\"kind\":\"Pod\",\"metadata\":{\"uid\":\"u\"}},\"type\":\"ADDED\"}",
                "{\"type\":\"ADDED\",\"more\":{\"a\":[1]},\"object\":{\"metadata\":{\"uid\":\"u\"},\"kind\":\"Pod\"}}",
                "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Pod\",\"metadata\":{\"uid\":\"u\"}}}"
            })
    void podIsReadWhateverTheOrderOfAnEvent(String line) {
        // When
        Object object = event(line).getObject();

        // Then
        assertThat(object).isExactlyInstanceOf(PodResource.class);
        assertThat(((PodResource) object).getMetadata().getUid()).isEqualTo("u");
    }

    @Test
    void statusIsRecognizedBeforeItsType() {
        // When
        Object object = event("{\"object\":{\"kind\":\"Status\",\"code\":410},\"type\":\"ERROR\"}")
                .getObject();

        // Then
        assertThat(object).isExactlyInstanceOf(Status.class);
        assertThat(((Status) object).getCode()).isEqualTo(410);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "{", "{\"type\":\"ADDED\",\"object\":{\"metadata\":", "{\"object\":[]}"})
    void whatIsNoEventIsAnError(String line) {
        // When
        Throwable thrown = catchThrowable(() -> event(line));

        // Then
        assertThat(thrown).isInstanceOf(JacksonException.class);
    }

    @Test
    void managedFieldsAreNotKept() {
        // Given
        assertThat(Samples.listPage()).contains("\"managedFields\":[{");

        // When
        PodResource pod = Samples.pod();

        // Then
        assertThat(pod.getMetadata().getManagedFields()).isEmpty();
    }

    @Test
    void podSaysWhatItIsAsFabric8AsksForIt() {
        // When
        PodResource pod = Samples.pod();

        // Then
        assertThat(pod.getKind()).isEqualTo("Pod");
        assertThat(pod.getApiVersion()).isEqualTo("v1");
        assertThat(pod.getPlural()).isEqualTo("pods");
    }

    @Test
    void nullMetadataIsNoMetadata() {
        // When
        PodResource pod = Samples.pod("{\"metadata\": null}");

        // Then
        assertThat(pod.getMetadata()).isNotNull();
        assertThat(pod.getMetadata().getUid()).isNull();
    }

    private static WatchEvent event(String line) {
        return Samples.SERIALIZATION.unmarshal(line, WatchEvent.class);
    }
}
