package io.podwatcher.e2e;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test a stage of its own in the cluster; without a cluster, skips all tests and says why in one line. */
final class NeedsCluster implements ExecutionCondition, ParameterResolver {

    private static final Namespace OURS = Namespace.create(NeedsCluster.class);

    /** What has been found, once for all test classes; JUnit closes it after the last one. */
    private record Found(Optional<Cluster> cluster, String problem) implements AutoCloseable {

        private static Found look() {
            try {
                return new Found(Optional.of(Cluster.find()), "");
            } catch (Cluster.NotThere e) {
                System.out.println("e2e: SKIPPED, nothing was tested: " + e.getMessage());
                return new Found(Optional.empty(), e.getMessage());
            }
        }

        @Override
        public void close() {
            cluster.ifPresent(Cluster::close);
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Found found = found(context);
        return found.cluster().isPresent()
                ? ConditionEvaluationResult.enabled("a cluster answers")
                : ConditionEvaluationResult.disabled(found.problem());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stage.class;
    }

    /** The same one for the methods before, of and after a test; JUnit closes it then, whatever has happened. */
    @Override
    public Stage resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(OURS)
                .computeIfAbsent(
                        Stage.class, key -> Stage.open(found(context).cluster().orElseThrow()), Stage.class);
    }

    private static Found found(ExtensionContext context) {
        return context.getRoot().getStore(OURS).computeIfAbsent(Found.class, key -> Found.look(), Found.class);
    }
}
