package io.podwatcher.history.store;

import io.podwatcher.messages.history.PastPod;
import io.podwatcher.model.IpAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A stint as a row of the table. */
final class StintRow {

    static final String INSERT =
            "INSERT INTO ownership (recorder, ip, state, uid, namespace, name, node, service_account,"
                    + " owner_kind, owner_name, start_time, claimants, began_after, began, ended, ended_before)"
                    + " VALUES (:recorder, :ip, :state, :uid, :namespace, :name, :node, :serviceAccount,"
                    + " :ownerKind, :ownerName, :startTime, :claimants, :beganAfter, :began, :ended, :endedBefore)";

    private static final String OWNED = "owned";
    private static final String AMBIGUOUS = "ambiguous";
    private static final String HOST_NETWORK = "host_network";

    private static final PastPod NO_POD = new PastPod("", "", "", "", "", Optional.empty(), Optional.empty());
    private static final JsonMapper JSON = JsonMapper.shared();

    private StintRow() {}

    static PreparedBatch bind(PreparedBatch batch, Stint stint) {
        PastPod pod = stint.holder() instanceof Holder.Owner owner ? owner.pod() : NO_POD;
        return batch.bind("recorder", stint.recorder())
                .bind("ip", stint.ip().toString())
                .bind("state", state(stint.holder()))
                .bind("uid", fit(pod.uid(), 64))
                .bind("namespace", fit(pod.namespace(), 253))
                .bind("name", fit(pod.name(), 253))
                .bind("node", fit(pod.node(), 253))
                .bind("serviceAccount", fit(pod.serviceAccount(), 253))
                .bind(
                        "ownerKind",
                        pod.owner().map(owner -> fit(owner.kind(), 253)).orElse(null))
                .bind(
                        "ownerName",
                        pod.owner().map(owner -> fit(owner.name(), 253)).orElse(null))
                .bind("startTime", pod.startTime().map(time -> fit(time, 40)).orElse(null))
                .bind("claimants", claimants(stint.holder()))
                .bind("beganAfter", stint.beganAfter().map(SqlTimes::utc).orElse(null))
                .bind("began", SqlTimes.utc(stint.began()))
                .bind("ended", SqlTimes.utc(stint.ended()))
                .bind("endedBefore", SqlTimes.utc(stint.endedBefore()));
    }

    /** A value that does not fit would keep the whole batch from being written, again and again. */
    private static String fit(String text, int max) {
        String clean = text.replace("\0", "");
        return clean.length() <= max ? clean : clean.substring(0, max);
    }

    private static String state(Holder holder) {
        if (holder instanceof Holder.Owner) {
            return OWNED;
        }
        return holder instanceof Holder.Claimants ? AMBIGUOUS : HOST_NETWORK;
    }

    private static String claimants(Holder holder) {
        return holder instanceof Holder.Claimants several ? JSON.writeValueAsString(several.pods()) : null;
    }

    static Stint read(ResultSet row, StatementContext context) throws SQLException {
        return new Stint(
                row.getLong("recorder"),
                IpAddress.parse(row.getString("ip")).orElseThrow(),
                holder(row),
                SqlTimes.instantIfThere(row, "began_after"),
                SqlTimes.instant(row, "began"),
                SqlTimes.instant(row, "ended"),
                SqlTimes.instant(row, "ended_before"));
    }

    private static Holder holder(ResultSet row) throws SQLException {
        return switch (row.getString("state")) {
            case OWNED ->
                new Holder.Owner(new PastPod(
                        row.getString("uid"),
                        row.getString("namespace"),
                        row.getString("name"),
                        row.getString("node"),
                        row.getString("service_account"),
                        owner(row.getString("owner_kind"), row.getString("owner_name")),
                        Optional.ofNullable(row.getString("start_time"))));
            case AMBIGUOUS ->
                new Holder.Claimants(JSON.readValue(row.getString("claimants"), new TypeReference<List<PastPod>>() {}));
            default -> new Holder.Node();
        };
    }

    private static Optional<PastPod.Owner> owner(String kind, String name) {
        return kind == null || name == null ? Optional.empty() : Optional.of(new PastPod.Owner(kind, name));
    }
}
