package io.podwatcher.authorize;

import io.podwatcher.model.Pod;
import io.podwatcher.model.label.LabelSelector;
import io.podwatcher.model.label.PodLabels;
import io.podwatcher.model.label.SelectorSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which pods may call: those of the namespaces, narrowed by service accounts and labels where these are given.
 * Immutable; any thread.
 */
public final class Rule {

    private final Set<String> namespaces;
    private final List<ServiceAccount> serviceAccounts;
    private final LabelSelector labels;

    private Rule(Set<String> namespaces, List<ServiceAccount> serviceAccounts, LabelSelector labels) {
        this.namespaces = namespaces;
        this.serviceAccounts = serviceAccounts;
        this.labels = labels;
    }

    /**
     * Reads a rule. An empty value is an error and never "any": it is what a proxy sends whose variable is not set.
     *
     * @param namespaces one or more
     * @param serviceAccounts {@code namespace/name} or {@code name}, one of which the pod must run as; none for any
     * @param labelSelectors in the Kubernetes syntax, all of which must hold; none for any labels
     * @throws IllegalArgumentException when it is not a rule; the message says what is wrong
     */
    public static Rule parse(List<String> namespaces, List<String> serviceAccounts, List<String> labelSelectors) {
        if (namespaces.isEmpty() || namespaces.contains("")) {
            throw new IllegalArgumentException(
                    "namespace is missing or empty; ask for example /authorize?namespace=default");
        }
        return new Rule(
                Set.copyOf(namespaces),
                serviceAccounts.stream().map(ServiceAccount::parse).toList(),
                all(labelSelectors));
    }

    private static LabelSelector all(List<String> selectors) {
        List<LabelSelector.Requirement> requirements = new ArrayList<>();
        for (String selector : selectors) {
            if (selector.isBlank()) {
                throw new IllegalArgumentException("labelSelector is empty");
            }
            try {
                requirements.addAll(LabelSelector.parse(selector).requirements());
            } catch (SelectorSyntaxException e) {
                throw new IllegalArgumentException("labelSelector: " + e.getMessage(), e);
            }
        }
        LabelSelector all = new LabelSelector(List.copyOf(requirements));
        if (all.terms() > LabelSelector.MAX_TERMS) {
            throw new IllegalArgumentException(
                    "labelSelector has more than " + LabelSelector.MAX_TERMS + " keys and values");
        }
        return all;
    }

    /** Why this pod may not call; empty when it may. */
    public Optional<Denial> denial(Pod pod) {
        if (!namespaces.contains(pod.namespace())) {
            return Optional.of(Denial.WRONG_NAMESPACE);
        }
        if (!serviceAccounts.isEmpty() && serviceAccounts.stream().noneMatch(account -> account.isOf(pod))) {
            return Optional.of(Denial.WRONG_SERVICE_ACCOUNT);
        }
        // Labels are parsed from the encoded pod, so only if the rule has selectors.
        return labels.requirements().isEmpty() ? Optional.empty() : labelDenial(PodLabels.of(pod));
    }

    /** A truncated label must neither allow a call nor hide a reason to deny it, as it could for {@code !canary}. */
    private Optional<Denial> labelDenial(PodLabels podLabels) {
        if (!podLabels.complete()) {
            return Optional.of(Denial.LABELS_TRUNCATED);
        }
        return labels.matches(podLabels) ? Optional.empty() : Optional.of(Denial.WRONG_LABELS);
    }
}
