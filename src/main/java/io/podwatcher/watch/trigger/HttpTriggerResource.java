package io.podwatcher.watch.trigger;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import io.podwatcher.watch.api.ResourceKind;
import io.podwatcher.watch.api.WatchedResource;
import java.util.List;
import java.util.Map;

/** A trigger of Fission, with the fields that the router looks at (pkg/apis/core/v1/types.go HTTPTriggerSpec). */
@Group("fission.io")
@Version("v1")
@Kind("HTTPTrigger")
@Plural("httptriggers")
@JsonIgnoreProperties(ignoreUnknown = true)
public final class HttpTriggerResource extends WatchedResource {

    /** Triggers, as lists and watches read them. */
    public static final ResourceKind<HttpTriggerResource> KIND = new ResourceKind<>(HttpTriggerResource.class);

    private static final long serialVersionUID = 1L;

    private transient Spec spec = Spec.EMPTY;

    /** The spec, never null. */
    public Spec getSpec() {
        return spec;
    }

    /** Sets the spec; null, which a bookmark may have, means none. */
    public void setSpec(Spec spec) {
        this.spec = spec == null ? Spec.EMPTY : spec;
    }

    /** What the router looks at; each field is null if the API server sent none. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Spec(
            String host,
            String relativeurl,
            String prefix,
            String method,
            List<String> methods,
            FunctionReference functionref,
            CorsConfig corsConfig,
            IngressConfig ingressconfig) {
        private static final Spec EMPTY = new Spec(null, null, null, null, null, null, null, null);
    }

    /** What runs; alias and version are of Fission after 1.27. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record FunctionReference(
            String type, String name, Map<String, Integer> functionweights, String alias, String version) {}

    /** CORS, which the router checks before it admits the trigger. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record CorsConfig(List<String> allowOrigins, Boolean allowCredentials, String maxAge) {}

    /** The Ingress that Fission makes; the router checks it, too. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record IngressConfig(Map<String, String> annotations, String path, String host) {}
}
