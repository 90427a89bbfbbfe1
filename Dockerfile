# Written for every builder: no BuildKit features. What it does is in the profile "image" of the pom and in src/image, and runs
# without a container engine too.
#
# The base images are named by digest, so that the same commit is built on the same base. Renew them before a release and after a security
# fix in one, with the digest that this prints: docker buildx imagetools inspect gcr.io/distroless/base-nossl-debian12:nonroot

FROM maven:3.9-eclipse-temurin-25@sha256:93b8a14ea2f412782e4e842651273b4d903e35cc496284f178fbbe2d67d00976 AS build
WORKDIR /build
# A build of nothing fetches plugins and libraries; this layer is built again only when the pom changes.
COPY pom.xml ./
COPY .mvn .mvn
RUN mvn -B -DskipTests package
COPY src/main src/main
# The demo cluster, on which the AOT cache is trained.
COPY src/test src/test
COPY src/image src/image
RUN mvn -B -DskipTests -Pimage package

# glibc, which is all that Java and Netty's native library need of a system; no shell, no package manager, no OpenSSL to keep patched.
FROM gcr.io/distroless/base-nossl-debian12:nonroot@sha256:be40c00dfabd86576d92666e87e406714d5618342de1a0c213ad232de255172e
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="pod-watcher" \
      org.opencontainers.image.description="Tells which Kubernetes pod an IP address belongs to" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.licenses="MIT"
WORKDIR /app
# What changes seldom is a layer below what changes with each version.
COPY --from=build /build/target/image/java java/
COPY --from=build /build/target/image/lib lib/
COPY --from=build /build/target/image/pod-watcher.jar /build/target/image/java.options /build/target/image/pod-watcher.aot ./
# A cache that does not fit would be left aside at each start without a word; here it stops the build.
RUN ["/app/java/bin/java", "-XX:AOTCache=/app/pod-watcher.aot", "-XX:AOTMode=on", "@/app/java.options", "-jar", "/app/pod-watcher.jar", "--version"]
# A number, so that Kubernetes can see that it is not root.
USER 65532:65532
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=15s --retries=3 \
    CMD ["/app/java/bin/java", "-XX:AOTCache=/app/pod-watcher.aot", "@/app/java.options", "-Xmn4m", "-Xmx16m", "-jar", "/app/pod-watcher.jar", "--healthcheck"]
ENTRYPOINT ["/app/java/bin/java", "-XX:AOTCache=/app/pod-watcher.aot", "@/app/java.options", "-jar", "/app/pod-watcher.jar"]
