package io.podwatcher.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import org.junit.jupiter.api.Test;

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
