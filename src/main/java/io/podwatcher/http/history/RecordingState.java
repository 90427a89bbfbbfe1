package io.podwatcher.http.history;

import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.history.HistoryState;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;

/** How recording fares, as it was published last. On the event loop of one HTTP verticle. */
public final class RecordingState {

    private HistoryState state = HistoryState.STARTING;

    private RecordingState() {}

    /** The state that is published from now on. Called on the verticle's event loop. */
    public static RecordingState overBus(EventBus bus) {
        RecordingState recording = new RecordingState();
        bus.<HistoryState>localConsumer(BusAddresses.HISTORY_STATE, message -> recording.state = message.body());
        return recording;
    }

    /** For {@code /ready}. */
    public JsonObject json() {
        JsonObject json = new JsonObject()
                .put("covered_to", state.coveredTo().map(Rfc3339::write).orElse(null))
                .put("waiting", state.waiting())
                .put("lost", state.lost());
        state.problem().ifPresent(problem -> json.put("problem", problem));
        return json;
    }
}
