// Reads what a call goes to: a namespace, or the URL or path of a function.

/** Whether this text is a URL or a path; otherwise it is a namespace. */
export const isUrl = text => text.includes("/");

/** The parameters of /explain for a target. The path stays as written: the service refuses an unclean one. */
export function parameters(text, method) {
  if (!isUrl(text)) {
    return { namespace: text };
  }
  const [, host, rest] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^/?#]*)([^#]*)/i.exec(text);
  return { uri: rest.startsWith("/") ? rest : `/${rest}`, method, host: host.replace(/^.*@/, "") };
}

/** The target in words. */
export const inWords = (text, method) => (isUrl(text) ? `${method} ${text}` : `namespace ${text}`);
