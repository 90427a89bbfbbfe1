#!/usr/bin/env bash
# Makes the folder that becomes /app in the image, all but the AOT cache: jlink.sh <folder of the jar and lib> <folder to make>
# The Dockerfile runs it, and so does ImageStepsIT, where there is no container engine.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
built="$1"
image="$2"

jdk="$("$here/jdk25.sh")"
modules="$(sed -e 's/ *#.*//' -e '/^$/d' "$here/modules" | paste -sd, -)"

rm -rf "$image"
mkdir -p "$image"
"$jdk/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --output "$image/java"
cp "$built/pod-watcher.jar" "$here/java.options" "$image"
cp -r "$built/lib" "$image"
# The JVM takes an AOT cache only for files of the very times that it was trained with, and what builds an image may keep whole
# seconds only: some round the rest up, some down.
TZ=UTC find "$image" -exec touch -h -t 202601010000 {} +
