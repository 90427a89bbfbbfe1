package io.podwatcher.history;

import io.podwatcher.history.store.Holder;
import io.podwatcher.messages.history.PastPod;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.Pod;
import java.util.Comparator;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What the history keeps of a lookup's result. Two of its fields are in the pod's encoded answer only. */
final class PodDetails {

    /** The maximum number of claimants that are kept. */
    private static final int MAX_CLAIMANTS = 8;

    private static final JsonFactory FACTORY = new JsonFactory();

    private PodDetails() {}

    /** The key of the holder, which for one owner needs nothing out of its answer; empty if the IP has no holder. */
    static Optional<String> key(LookupResult result) {
        return result instanceof LookupResult.Owned owned
                ? Optional.of(owned.pod().uid())
                : holder(result).map(Holder::key);
    }

    /** The holder; empty if the IP has none. */
    static Optional<Holder> holder(LookupResult result) {
        if (result instanceof LookupResult.Owned owned) {
            return Optional.of(new Holder.Owner(read(owned.pod())));
        }
        if (result instanceof LookupResult.Ambiguous ambiguous) {
            return Optional.of(new Holder.Claimants(ambiguous.claimants().stream()
                    .sorted(Comparator.comparing(Pod::uid))
                    .limit(MAX_CLAIMANTS)
                    .map(PodDetails::read)
                    .toList()));
        }
        return result == LookupResult.Refused.HOST_NETWORK ? Optional.of(new Holder.Node()) : Optional.empty();
    }

    private static PastPod read(Pod pod) {
        Optional<String> startTime = Optional.empty();
        Optional<PastPod.Owner> owner = Optional.empty();
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), pod.json())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("start_time")) {
                    startTime = Optional.ofNullable(json.getValueAsString());
                } else if (name.equals("owner") && value == JsonToken.START_OBJECT) {
                    owner = owner(json);
                } else {
                    json.skipChildren();
                }
            }
        }
        return new PastPod(pod.uid(), pod.namespace(), pod.name(), pod.node(), pod.serviceAccount(), owner, startTime);
    }

    private static Optional<PastPod.Owner> owner(JsonParser json) {
        Optional<String> kind = Optional.empty();
        Optional<String> name = Optional.empty();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = json.currentName();
            Optional<String> value = Optional.ofNullable(json.nextStringValue());
            kind = field.equals("kind") ? value : kind;
            name = field.equals("name") ? value : name;
        }
        Optional<String> known = name;
        return kind.flatMap(one -> known.map(other -> new PastPod.Owner(one, other)));
    }
}
