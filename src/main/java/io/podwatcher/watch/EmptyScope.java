package io.podwatcher.watch;

import io.podwatcher.watch.api.WatchScope;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns when the settings that select pods select none: usually one of them is misspelt. Once until there are pods, not
 * after each list. On the watch verticle's worker.
 */
final class EmptyScope {

    private static final Logger log = LoggerFactory.getLogger(EmptyScope.class);

    private final WatchScope scope;
    private boolean warned;

    EmptyScope(WatchScope scope) {
        this.scope = scope;
    }

    /** A list is complete, and so many pods are known. */
    void listed(int pods) {
        boolean empty = pods == 0 && scope.isLimited();
        if (empty && !warned) {
            log.warn(
                    "The API server has no pod for {}, so no IP has an owner. Compare with: {}",
                    String.join(", ", settings()),
                    command());
        }
        warned = empty;
    }

    private List<String> settings() {
        List<String> settings = new ArrayList<>();
        scope.namespace().ifPresent(namespace -> settings.add("WATCH_NAMESPACE=" + namespace));
        scope.node().ifPresent(node -> settings.add("NODE_NAME=" + node));
        scope.labelSelector().ifPresent(selector -> settings.add("LABEL_SELECTOR=" + selector));
        return settings;
    }

    private String command() {
        return "kubectl get pods"
                + scope.namespace().map(namespace -> " -n " + namespace).orElse(" -A")
                + scope.labelSelector()
                        .map(selector -> " -l '" + selector + "'")
                        .orElse("")
                + scope.node()
                        .map(node -> " --field-selector spec.nodeName=" + node)
                        .orElse("");
    }
}
