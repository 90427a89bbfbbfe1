/**
 * The whole service against a real API server: {@code mvn -Pe2e verify}, with the cluster that the kubeconfig points
 * at.
 *
 * <p>Nothing but an API server is needed, no kubelet and no controller: a pod is bound to a node that does not exist,
 * and what a kubelet would report of it is written by the test. A cluster with controllers deletes such a pod after 40
 * seconds or more, so each test is done with its pods sooner. Everything that a test makes carries {@code
 * app.kubernetes.io/managed-by: pod-watcher-e2e}, has a name of its own, and is removed after it, also when it fails.
 */
package io.podwatcher.e2e;
