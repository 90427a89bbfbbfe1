package io.podwatcher.attack.client;

import io.podwatcher.attack.Attackers;
import java.util.Random;

/** One kind of hostile client or tenant. Immutable: each start is another attacker. */
public interface Attack {

    /**
     * Starts the attack and returns when it is in force. Connections that the service refuses or closes are part of it
     * and no error.
     *
     * @return closing it ends the attack, with all of its connections and pods
     */
    AutoCloseable start(Target target, Random random) throws Exception;

    /** All of them at once. */
    static Attack together(Attack... attacks) {
        return (target, random) -> {
            Attackers attackers = new Attackers();
            for (Attack attack : attacks) {
                attackers.add(attack.start(target, random));
            }
            return attackers;
        };
    }
}
