package io.podwatcher.fission;

import io.podwatcher.model.Identity;
import java.util.List;
import java.util.Set;

/**
 * The part of an HTTPTrigger that matters here: what the router matches, what it runs, and who else may call it.
 * Immutable; any thread.
 *
 * @param uid the UID
 * @param namespace its namespace, and its functions', because a functionref cannot name another one
 * @param name its name
 * @param createdAt when it was created, in seconds since 1970
 * @param host the Host it is for; empty for any
 * @param relativeUrl its exact path, which may be a template; unused if there is a prefix
 * @param prefix the start of its paths, which may be a template; empty for none
 * @param methods the methods of {@code methods} and {@code method} as written, and OPTIONS if there is a
 *     {@code corsConfig}
 * @param functions the names of its functions: one, or one for each weight
 * @param certain whether all possible routers accept its configuration; a rejected trigger has no route
 * @param allowed who may call it besides the pods of its namespace
 */
public record HttpTrigger(
        String uid,
        String namespace,
        String name,
        long createdAt,
        String host,
        String relativeUrl,
        String prefix,
        Set<String> methods,
        Set<String> functions,
        boolean certain,
        List<Identity> allowed) {

    public HttpTrigger {
        methods = Set.copyOf(methods);
        functions = Set.copyOf(functions);
        allowed = List.copyOf(allowed);
    }
}
