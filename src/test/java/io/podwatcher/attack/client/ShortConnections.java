package io.podwatcher.attack.client;

import io.podwatcher.attack.Attackers;
import java.util.List;
import java.util.Random;

/**
 * Connections that ask once and close, so many a second whether the service keeps up or not.
 *
 * @param rate how many a second
 */
public record ShortConnections(int rate) implements Attack {

    @Override
    public AutoCloseable start(Target target, Random random) throws Exception {
        Attackers attackers = new Attackers();
        Connections connections = Connections.http1(target);
        attackers.add(connections);
        attackers.add(Pacer.perSecond(
                rate,
                number -> connections.connect(
                        Target.attacker(number % 500),
                        true,
                        new AskingClient(
                                List.of(Requests.get("/pod?ip=" + Requests.unknownIp(number)))
                                        .iterator(),
                                target.answers()))));
        return attackers;
    }
}
