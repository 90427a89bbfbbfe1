package io.podwatcher.http.ui;

import io.podwatcher.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** Skips tests where the browser or its driver is not installed, before they start anything; in CI they fail. */
final class NeedsBrowser implements ExecutionCondition {

    static Path chromium() {
        return Program.find("chromium", "chromium");
    }

    static Path driver() {
        return Program.find("chromedriver", "chromium-driver");
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        try {
            return ConditionEvaluationResult.enabled("in " + chromium() + ", driven by " + driver());
        } catch (TestAbortedException missing) {
            return ConditionEvaluationResult.disabled(missing.getMessage());
        }
    }
}
