#!/usr/bin/env bash
# Prints the home of a JDK 25: JAVA25_HOME, else JAVA_HOME, else the first in the folder where Linux distributions have theirs.
set -euo pipefail

is_jdk25() {
  [[ -x "$1/bin/jlink" ]] && grep -qs '^JAVA_VERSION="25[."]' "$1/release"
}

for home in "${JAVA25_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*; do
  if is_jdk25 "$home"; then
    echo "$home"
    exit 0
  fi
done
echo "There is no JDK 25 here: set JAVA25_HOME to one" >&2
exit 1
