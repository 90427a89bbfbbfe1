/**
 * Attacks on the real process, with the options of the image and inside the memory of its container.
 *
 * <p>A {@link io.podwatcher.attack.Stage} is an API server, the service in a cgroup, and a {@link
 * io.podwatcher.attack.probe.Probe}: well-behaved clients that ask at a fixed rate and know what is true. An {@link
 * io.podwatcher.attack.client.Attack} is one kind of hostile client or tenant. The stage starts it, holds it until the
 * probe has asked often enough, ends it, and waits until every answer is right and prompt again. The {@link
 * io.podwatcher.attack.probe.Outcome} is printed and written to target/attack; times are reported and never asserted.
 * What must hold is {@link io.podwatcher.attack.probe.Outcome#problems()}: no wrong owner, no 5xx but 503, no exit, and
 * a recovery.
 *
 * <p>{@code mvn verify} runs each kind once and briefly. {@code mvn -Pattack verify} runs each for longer and then
 * random mixtures of all for half an hour; {@code -Dattack.minutes} and {@code -Dattack.seed} change that. {@code
 * JAVA_UNDER_TEST} is the home of the JDK that the service runs on; with {@code IMAGE_UNDER_TEST=target/image} it runs
 * as in the image, with its AOT cache, which {@code mvn -Pimage package} makes.
 */
package io.podwatcher.attack;
