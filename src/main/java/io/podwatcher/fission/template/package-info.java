/**
 * Paths of HTTPTriggers that have variables, as Fission's router reads them, and whether they match; plain code.
 *
 * <pre>
 *   PathTemplate ──▶ PathTemplateParser ──▶ TemplateExpression
 *        │                   │
 *        └──▶ StepLimit      └──▶ Programs
 * </pre>
 *
 * <p>Routers of 1.26 and 1.27 read some templates differently, and Go reads some expressions differently from RE2/J. So
 * each answer is a {@link io.podwatcher.fission.template.Certainty}. The rules stand in {@code
 * src/docs/fission-router-rules.md}.
 */
package io.podwatcher.fission.template;
