package io.podwatcher.messages.map;

import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import io.podwatcher.model.PodSearch;
import io.podwatcher.model.label.LabelSelector;
import io.podwatcher.model.label.PodLabels;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks for a page of the owned IPs and their owners. The order of the map depends on the addresses alone, so that pages
 * follow each other correctly even if the map changes in between.
 *
 * @param filter selects the pods
 * @param search only pods that it finds; empty for all
 * @param after the IP to continue after; empty for the first page
 * @param max the maximum number of entries; the cache may send fewer, even none, and still have more
 */
public record PageRequest(Filter filter, Optional<PodSearch> search, Optional<IpAddress> after, int max) {

    /** A request without a search. */
    public PageRequest(Filter filter, Optional<IpAddress> after, int max) {
        this(filter, Optional.empty(), after, max);
    }

    /**
     * Selects pods.
     *
     * @param namespace only those of this namespace; empty for all
     * @param node only those on this node; empty for all
     * @param labels only those it selects
     */
    public record Filter(Optional<String> namespace, Optional<String> node, LabelSelector labels) {

        /** Whether it selects the pod. */
        public boolean selects(Pod pod) {
            return selects(pod, () -> PodLabels.of(pod));
        }

        /**
         * The same, for callers that have parsed the pod's labels already or need them again.
         *
         * @param podLabels called only if labels decide
         */
        public boolean selects(Pod pod, Supplier<PodLabels> podLabels) {
            return (namespace.isEmpty() || namespace.get().equals(pod.namespace()))
                    && (node.isEmpty() || node.get().equals(pod.node()))
                    && (labels.requirements().isEmpty() || labels.matches(podLabels.get()));
        }
    }
}
