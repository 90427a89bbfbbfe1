package io.podwatcher.watch.trigger;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import io.podwatcher.watch.api.ResourceKind;
import io.podwatcher.watch.api.WatchedResource;

/** A function of Fission: that it exists is all that matters. A trigger without its function has no route. */
@Group("fission.io")
@Version("v1")
@Kind("Function")
@Plural("functions")
@JsonIgnoreProperties(ignoreUnknown = true)
public final class FunctionResource extends WatchedResource {

    /** Functions, as lists and watches read them. */
    public static final ResourceKind<FunctionResource> KIND = new ResourceKind<>(FunctionResource.class);

    private static final long serialVersionUID = 1L;
}
