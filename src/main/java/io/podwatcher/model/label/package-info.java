/** Labels of pods, and selectors of labels in the notation of Kubernetes. Any thread. */
package io.podwatcher.model.label;
