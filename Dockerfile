# Written for every builder: no BuildKit features.

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
# A build of nothing fetches all plugins and libraries; this layer is built again only when the pom changes.
COPY pom.xml ./
RUN mvn -B -ntp -DskipTests package
COPY src/main src/main
RUN mvn -B -ntp -DskipTests package

FROM eclipse-temurin:25-jre-noble
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="pod-watcher" \
      org.opencontainers.image.description="Tells which Kubernetes pod an IP address belongs to" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.licenses="MIT"
WORKDIR /app
# The libraries change seldom and are most of the size, so they are a layer below the program.
COPY --from=build /build/target/lib lib/
COPY --from=build /build/target/pod-watcher.jar ./
# A number, so that Kubernetes can see that it is not root.
USER 65532:65532
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=15s --retries=3 \
    CMD ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx16m", "-jar", "/app/pod-watcher.jar", "--healthcheck"]
# UseSerialGC: the least memory, and pauses of milliseconds on a heap this small.
# MaxRAMPercentage: classes, code, threads and buffers take some 115 MiB; at 256 MiB the heap must leave them that.
# Xmn, SurvivorRatio, MaxTenuringThreshold: what is read of a page and dropped must not reach the old generation, which grows
# before it is collected; what stays must get there soon.
# MinHeapFreeRatio, MaxHeapFreeRatio: a map that has been read hardly grows, so a collected heap needs little room.
# ExitOnOutOfMemoryError: a process without memory cannot be trusted to answer; Kubernetes starts another.
# java.io.tmpdir: the one folder that is writable and allows execution under a read-only root.
# enable-native-access: Netty loads its epoll library.
ENTRYPOINT ["java", \
    "-XX:+UseSerialGC", \
    "-XX:MaxRAMPercentage=55", \
    "-Xmn24m", \
    "-XX:SurvivorRatio=4", \
    "-XX:MaxTenuringThreshold=3", \
    "-XX:MinHeapFreeRatio=10", \
    "-XX:MaxHeapFreeRatio=20", \
    "-XX:+UseCompactObjectHeaders", \
    "-XX:+ExitOnOutOfMemoryError", \
    "-Djava.io.tmpdir=/tmp", \
    "--enable-native-access=ALL-UNNAMED", \
    "-jar", "/app/pod-watcher.jar"]
