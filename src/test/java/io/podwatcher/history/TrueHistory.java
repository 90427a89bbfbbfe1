package io.podwatcher.history;

import io.podwatcher.cache.Pods;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** The whole truth about some IPs: every change, with its moment in milliseconds. */
final class TrueHistory {

    static final int IPS = 6;

    /** One change, as the API server would report it. */
    record Event(long at, IpAddress ip, LookupResult now) {}

    private final List<Event> events = new ArrayList<>();
    private final Map<IpAddress, TreeMap<Long, LookupResult>> byIp = new HashMap<>();
    private int pods;

    static IpAddress ip(int number) {
        return Pods.ip(number % 2 == 0 ? "10.0.0." + number : "fd00::" + number);
    }

    /** Something happens to a random IP: mostly its pod goes or another comes, often one that had it before. */
    void change(long at, Random random) {
        IpAddress ip = ip(random.nextInt(IPS));
        LookupResult before = at(ip, at);
        LookupResult now;
        int kind = random.nextInt(20);
        if (kind < 9 && before != LookupResult.Refused.NOT_FOUND) {
            now = LookupResult.Refused.NOT_FOUND;
        } else if (kind == 18) {
            now = new LookupResult.Ambiguous(List.of(Pods.live(uid(random)), Pods.live("other")));
        } else if (kind == 19) {
            now = LookupResult.Refused.HOST_NETWORK;
        } else {
            now = new LookupResult.Owned(Pods.live(uid(random)));
        }
        if (!before.isSameOwner(now)) {
            events.add(new Event(at, ip, now));
            byIp.computeIfAbsent(ip, key -> new TreeMap<>()).put(at, now);
        }
    }

    private String uid(Random random) {
        return "pod-" + (random.nextInt(3) == 0 ? random.nextInt(pods + 1) : pods++);
    }

    LookupResult at(IpAddress ip, long at) {
        Map.Entry<Long, LookupResult> last =
                byIp.getOrDefault(ip, new TreeMap<>()).floorEntry(at);
        return last == null ? LookupResult.Refused.NOT_FOUND : last.getValue();
    }

    List<Event> events() {
        return events;
    }

    /** What a list answers at a moment. */
    Map<IpAddress, LookupResult> mapAt(long at) {
        Map<IpAddress, LookupResult> map = new HashMap<>();
        byIp.forEach((ip, changes) -> map.put(ip, at(ip, at)));
        return map;
    }
}
