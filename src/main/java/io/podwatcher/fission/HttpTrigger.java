package io.podwatcher.fission;

import io.podwatcher.fission.template.PathTemplate;
import io.podwatcher.model.Identity;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The part of an HTTPTrigger that matters here: what the router matches, what it runs, and who else may call it.
 * Immutable; any thread.
 *
 * @param uid a 64-bit hash of its UID, which differs for another trigger of the same name
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
        long uid,
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

    /** How long its texts are in all, in characters. */
    public int characters() {
        int identities = allowed.stream()
                .mapToInt(identity -> identity.toString().length())
                .sum();
        return Stream.of(Stream.of(namespace, name, host, relativeUrl, prefix), methods.stream(), functions.stream())
                        .flatMap(texts -> texts)
                        .mapToInt(String::length)
                        .sum()
                + identities;
    }

    /** A small trigger in place of this one, which may answer any request that this one may. */
    public HttpTrigger withoutText() {
        return new HttpTrigger(
                uid,
                namespace,
                name,
                createdAt,
                host.length() > RouterRequest.MAX_HOST_LENGTH ? PathTemplate.ANY : host,
                PathTemplate.ANY,
                "",
                RouterRequest.METHODS,
                Set.of(),
                false,
                List.of());
    }
}
