package io.podwatcher.apiserver;

import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.model.label.LabelSelector;
import io.podwatcher.model.label.SelectorSyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * The pods that a request selects. Immutable; any thread.
 *
 * @param namespace empty for all
 */
record Selection(String namespace, LabelSelector labels, List<FieldRule> fields) {

    /** A requirement of a field selector. */
    record FieldRule(String field, boolean equal, String value) {

        boolean holds(ApiPod pod) {
            return equal == valueIn(pod).equals(value);
        }

        private String valueIn(ApiPod pod) {
            return switch (field) {
                case "metadata.name" -> pod.name();
                case "metadata.namespace" -> pod.namespace();
                case "spec.nodeName" -> pod.node();
                case "status.phase" -> pod.phase();
                case "status.podIP" -> pod.ips().isEmpty() ? "" : pod.ips().get(0);
                default -> throw new IllegalStateException(field);
            };
        }
    }

    private static final List<String> FIELDS =
            List.of("metadata.name", "metadata.namespace", "spec.nodeName", "status.phase", "status.podIP");

    static Selection of(String namespace, String labelSelector, String fieldSelector) throws BadQuery {
        try {
            return new Selection(namespace, LabelSelector.parse(labelSelector), fields(fieldSelector));
        } catch (SelectorSyntaxException e) {
            throw new BadQuery("unable to parse requirement: " + e.getMessage());
        }
    }

    private static List<FieldRule> fields(String selector) throws BadQuery {
        List<FieldRule> rules = new ArrayList<>();
        for (String text : selector.isEmpty() ? new String[0] : selector.split(",")) {
            int sign = text.indexOf('=');
            if (sign < 1) {
                throw new BadQuery("invalid selector: '" + selector + "'; can't understand '" + text + "'");
            }
            boolean equal = text.charAt(sign - 1) != '!';
            String field = text.substring(0, equal ? sign : sign - 1);
            String value = text.substring(text.startsWith("==", sign) ? sign + 2 : sign + 1);
            if (!FIELDS.contains(field)) {
                throw new BadQuery("field label not supported: " + field);
            }
            rules.add(new FieldRule(field, equal, value));
        }
        return rules;
    }

    /** The prefix of the keys of all pods in the namespace. */
    String prefix() {
        return namespace.isEmpty() ? "" : namespace + "/";
    }

    boolean isEverything() {
        return labels.requirements().isEmpty() && fields.isEmpty();
    }

    boolean matches(ApiPod pod) {
        return (namespace.isEmpty() || namespace.equals(pod.namespace()))
                && fields.stream().allMatch(rule -> rule.holds(pod))
                && labels.matches(pod.labels());
    }
}
