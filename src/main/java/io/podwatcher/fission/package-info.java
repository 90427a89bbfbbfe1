/**
 * Which HTTPTrigger Fission's router picks for a request, as plain code; immutable, any thread. Covers the router of
 * Fission 1.27 and 1.26, and of 1.25 to 1.23, which has no defined order.
 *
 * <pre>
 *   RouterRequest ──▶ RouteTable ──▶ RouteIndex ──▶ Route ──▶ template.PathTemplate
 *                         │
 *                         └──▶ Target
 * </pre>
 *
 * <p>A router may be of either version, may match the path decoded or as sent, and may lack a trigger; the triggers do
 * not show which. So each question is answered for all possible routers, and a target is found only if they agree on
 * its namespace. The rules, with their places in Fission's source, stand in {@code src/docs/fission-router-rules.md}.
 */
package io.podwatcher.fission;
