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
# With their times: the JVM takes an AOT cache only for the very files that it was trained with.
cp -p "$built/pod-watcher.jar" "$here/java.options" "$image"
cp -rp "$built/lib" "$image"
