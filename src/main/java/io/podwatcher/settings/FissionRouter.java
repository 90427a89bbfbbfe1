package io.podwatcher.settings;

import java.util.Set;

/**
 * Fission's router, whose triggers are watched. Immutable; any thread.
 *
 * @param namespaces FISSION_NAMESPACES, the namespaces whose triggers it serves
 * @param ordered whether its list of routes has a defined order (FISSION=on); otherwise (FISSION=unordered) overlapping
 *     triggers are in any order
 */
public record FissionRouter(Set<String> namespaces, boolean ordered) {}
