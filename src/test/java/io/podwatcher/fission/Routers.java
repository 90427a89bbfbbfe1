package io.podwatcher.fission;

import io.podwatcher.fission.RouteTable.Entry;
import io.podwatcher.model.Identity;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tables and answers as short texts. A trigger is its namespace and name and what differs from a sure GET trigger for
 * any host that was created at 0: {@code shop/cart prefix=/shop host=h methods=GET,POST created=7 functions=a,b
 * allow=namespace:media unsure uncertain}.
 */
public final class Routers {

    private Routers() {}

    /** A router with a defined order; the triggers are separated by " ; ". */
    public static RouteTable ordered(String triggers) {
        return RouteTable.empty(true).with(entries(triggers));
    }

    public static RouteTable unordered(String triggers) {
        return RouteTable.empty(false).with(entries(triggers));
    }

    static List<Entry> entries(String triggers) {
        return Arrays.stream(triggers.split(" ; ")).map(Routers::entry).toList();
    }

    private static Entry entry(String text) {
        String[] parts = text.strip().split(" +");
        Map<String, String> fields = new HashMap<>();
        for (String part : List.of(parts).subList(1, parts.length)) {
            int equals = part.indexOf('=');
            fields.put(equals < 0 ? part : part.substring(0, equals), part.substring(equals + 1));
        }
        String[] names = parts[0].split("/");
        String methods = fields.getOrDefault("methods", "GET");
        HttpTrigger trigger = new HttpTrigger(
                1,
                names[0],
                names[1],
                Long.parseLong(fields.getOrDefault("created", "0")),
                fields.getOrDefault("host", ""),
                fields.getOrDefault("path", ""),
                fields.getOrDefault("prefix", ""),
                methods.isEmpty() ? Set.of() : Set.of(methods.split(",")),
                Set.of(fields.getOrDefault("functions", names[1]).split(",")),
                !fields.containsKey("uncertain"),
                fields.containsKey("allow")
                        ? Arrays.stream(fields.get("allow").split(","))
                                .map(Identity::parse)
                                .toList()
                        : List.of());
        return new Entry(trigger, !fields.containsKey("unsure"));
    }

    /**
     * Which triggers may be picked: "shop/cart", "shop/cart shop/till", "none" or "ambiguous shop/cart evil/x".
     *
     * @param request method and path, and the host if there is one: "GET /x" or "GET /x h"
     */
    static String answer(RouteTable table, String request) throws BadTarget {
        String[] parts = request.split(" ");
        Target target = table.match(RouterRequest.parse(parts[0], parts.length > 2 ? parts[2] : "", parts[1]));
        if (target instanceof Target.Found found) {
            return names(found.possible());
        }
        return target instanceof Target.Ambiguous ambiguous ? "ambiguous " + names(ambiguous.possible()) : "none";
    }

    private static String names(List<HttpTrigger> triggers) {
        return triggers.stream()
                .map(trigger -> trigger.namespace() + "/" + trigger.name())
                .collect(Collectors.joining(" "));
    }
}
