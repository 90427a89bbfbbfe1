package io.podwatcher.decisions;

import io.podwatcher.model.Identity;
import java.util.List;
import java.util.Optional;

/**
 * A change that would allow exactly the callers that were learned.
 *
 * @param target whom they call
 * @param allows who may call then
 * @param line the line or commands that say so; empty if it would be too long
 */
record Proposal(TargetKey target, List<Identity> allows, Optional<String> line) {}
