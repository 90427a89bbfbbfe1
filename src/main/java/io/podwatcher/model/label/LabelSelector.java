package io.podwatcher.model.label;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A label selector in the Kubernetes syntax: {@code app=web,tier!=test,env in (a,b),!canary}. Immutable; any thread.
 *
 * @param requirements all of them must hold; an empty list selects every pod
 */
public record LabelSelector(List<Requirement> requirements) {

    /** Selects every pod. */
    public static final LabelSelector EVERYTHING = new LabelSelector(List.of());

    /**
     * The maximum number of keys and values. Matching so many costs about as much as reading the labels of a pod, and
     * nobody writes a tenth of them.
     */
    public static final int MAX_TERMS = 64;

    /**
     * Parses a selector.
     *
     * @throws SelectorSyntaxException when it is malformed; its message says where
     */
    public static LabelSelector parse(String text) throws SelectorSyntaxException {
        return new LabelSelectorParser(text).parse();
    }

    /** The number of keys and values. */
    public int terms() {
        int terms = 0;
        for (Requirement requirement : requirements) {
            terms += 1 + requirement.values().size();
        }
        return terms;
    }

    /** Whether a pod with exactly these labels is selected. */
    public boolean matches(Map<String, String> labels) {
        return matches(new PodLabels(labels, true));
    }

    /** Whether a pod with these labels is certainly selected, even if some of its labels have been left out. */
    public boolean matches(PodLabels labels) {
        for (Requirement requirement : requirements) {
            if (!requirement.holds(labels)) {
                return false;
            }
        }
        return true;
    }

    /**
     * What a requirement demands of a label. As in Kubernetes, the two negative operators also hold when the label is
     * absent.
     */
    public enum Operator {
        /** The label is present with one of the values. */
        IN,
        /** The label is absent, or present with none of the values. */
        NOT_IN,
        /** The label is present. */
        EXISTS,
        /** The label is absent. */
        ABSENT
    }

    /**
     * One part of a selector.
     *
     * @param key the label
     * @param operator what is required of it
     * @param values for {@link Operator#IN} and {@link Operator#NOT_IN}, otherwise empty
     */
    public record Requirement(String key, Operator operator, Set<String> values) {

        boolean holds(PodLabels labels) {
            String value = labels.values().get(key);
            if (value == null && !labels.complete()) {
                // The label may have been left out: no operator holds for certain.
                return false;
            }
            return switch (operator) {
                case IN -> value != null && values.contains(value);
                case NOT_IN -> value == null || !values.contains(value);
                case EXISTS -> value != null;
                case ABSENT -> value == null;
            };
        }
    }
}
