package io.podwatcher;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A test that puts the machine under load, or that measures: the build runs it when no other test runs, while it runs
 * two classes at once otherwise.
 */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Tag("needs-quiet")
@Target(ElementType.TYPE)
public @interface NeedsQuiet {}
