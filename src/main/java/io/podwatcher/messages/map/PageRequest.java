package io.podwatcher.messages.map;

import io.podwatcher.model.IpAddress;
import io.podwatcher.model.LabelSelector;
import io.podwatcher.model.Pod;
import io.podwatcher.model.PodLabels;
import io.podwatcher.model.PodSearch;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks for some of the owned IPs and their owners. The order of the map depends on the addresses alone, so that a page
 * may follow on another whatever has changed between them.
 *
 * @param filter which pods
 * @param search only those that it finds; empty for all
 * @param after the IP to go on behind; empty for the first page
 * @param most how many entries to give; the cache may give fewer, even none, and still have more
 */
public record PageRequest(Filter filter, Optional<PodSearch> search, Optional<IpAddress> after, int most) {

    /** Without a search. */
    public PageRequest(Filter filter, Optional<IpAddress> after, int most) {
        this(filter, Optional.empty(), after, most);
    }

    /**
     * Which pods are listed.
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
         * The same for who has read the pod's labels already, or will need them again.
         *
         * @param podLabels asked only where labels decide
         */
        public boolean selects(Pod pod, Supplier<PodLabels> podLabels) {
            return (namespace.isEmpty() || namespace.get().equals(pod.namespace()))
                    && (node.isEmpty() || node.get().equals(pod.node()))
                    && (labels.requirements().isEmpty() || labels.matches(podLabels.get()));
        }
    }
}
