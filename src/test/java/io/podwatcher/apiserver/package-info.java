/**
 * A Kubernetes API server for tests and benchmarks that knows pods and Fission's triggers and functions: small, in the
 * JVM of the test, and as faulty as the test wants it. {@link io.podwatcher.apiserver.ApiServer} is the way in.
 *
 * <pre>{@code
 * try (ApiServer server = new ApiServer().start()) {
 *     server.fill(10_000);  // generated pods of 10.5 KB, the same in every run
 *     server.put(ApiPod.running("default", "a", "uid-1", "10.0.0.1"));
 *     server.faults().next(Kind.LIST, 3, Fault.status(503, "busy"));  // the next three lists
 *     server.faults().next(Kind.WATCH, Fault.breakOff().after(10));   // then a watch, in the middle of its 11th event
 *     ... new KubernetesClientBuilder().withConfig(server.config()) ...
 *     server.strikeOpenWatches(Fault.halfOpen());                     // now
 *     server.claimsBetween("10.0.0.1", asked, answered);              // what may have been answered in that time
 * }
 * }</pre>
 *
 * <p>What it does as a real one does:
 *
 * <ul>
 *   <li>One counter gives resource versions to all changes. Lists with limit and continue are taken at the moment of
 * the first page; resourceVersion=0 gives all at once; an exact moment is given while it is known. After a compaction
 * pages and moments from before get a 410.
 *   <li>Watches by WebSocket and in chunks: from a resource version, from now with all pods first, or as WatchList,
 * with bookmarks on demand or from time to time, timeoutSeconds, and an ERROR event with a 410 for what is compacted.
 *   <li>Label selectors, and field selectors on metadata.name, metadata.namespace, spec.nodeName, status.phase and
 *       status.podIP; a pod that leaves the selection of a watch is DELETED there, one that enters is ADDED.
 *   <li>Lists come in protobuf or JSON, as Accept says, and compressed where gzip is accepted. Of a pod in protobuf
 * those fields have their own numbers that the sample has.
 *   <li>Lists and watches are written as fast as the client reads. A watcher that falls behind is ended without a word.
 *   <li>An end by WebSocket is a close frame with 1000 and the end of the connection, not waiting for the client's.
 * </ul>
 *
 * <p>What goes wrong is a {@link io.podwatcher.apiserver.Fault}, armed in {@link io.podwatcher.apiserver.Faults} for
 * coming requests or let loose on open watches. A server that is away is {@link
 * io.podwatcher.apiserver.ApiServer#stop()}, and {@link io.podwatcher.apiserver.ApiServer#start()} brings it back on
 * the same port with the same pods.
 *
 * <p>Pods are kept as what tests say of them, the generated ones as a number; their JSON is made of the sample of a
 * real server in src/test/resources/apiserver whenever it is written. The history of changes is bounded by {@link
 * io.podwatcher.apiserver.ServerSettings}; that of claims is kept for good, for tests to hold answers against.
 *
 * <p>Triggers and functions are custom resources: any JSON, in JSON only, with the same lists, watches and faults as
 * pods.
 * Each kind has its own resource versions, faults and log of requests.
 *
 * <p>The proxy of a service passes requests without a body on to a port of this machine, for clients such as kubectl.
 *
 * <p>What it does not: HTTP/2, other resources or a single object, writing over HTTP, a continue token that
 * goes on after a 410, tables, and any check of what is put. The bookmark at the end of a WatchList comes at the moment
 * at which it began. Resource versions never go back.
 */
package io.podwatcher.apiserver;
