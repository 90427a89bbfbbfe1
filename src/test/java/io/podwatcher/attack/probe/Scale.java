package io.podwatcher.attack.probe;

import io.podwatcher.attack.client.MutatedRequests;

/**
 * The size of the attacks.
 *
 * @param questions of each kind that the probe asks while an attack is held, 50 a second
 * @param mutations requests that {@link MutatedRequests} sends
 * @param pods in the cluster; enough that a listing does not fit into the kernel's buffers
 */
public record Scale(int questions, int mutations, int pods) {

    /** How long random mixtures last; 0 outside the profile attack. */
    public static final int MINUTES = Integer.getInteger("attack.minutes", 0);

    /** Seeds everything random; the same seed repeats a run. */
    public static final long SEED = Long.getLong("attack.seed", 1);

    /** A pattern of the names of attacks to run; all others are skipped. */
    public static final String ONLY = System.getProperty("attack.only", ".*");

    /** As part of {@code mvn verify}. */
    private static final Scale SHORT = new Scale(40, 3_000, 2_000);

    /** In the profile attack. */
    private static final Scale LONG = new Scale(1_000, 1_000_000, 10_000);

    /** The scale of this run. */
    public static final Scale CURRENT = MINUTES > 0 ? LONG : SHORT;
}
