// The version of the service, from its contract.

const VERSION = /^ {2}version: (\S+)$/m;

export async function showVersion() {
  const answer = await fetch("/openapi.yaml").catch(() => null);
  const [, version] = VERSION.exec(answer?.ok ? await answer.text() : "") ?? [];
  if (version !== undefined) {
    document.getElementById("version").textContent = `pod-watcher ${version}`;
  }
}
