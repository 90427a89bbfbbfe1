// Finds IP addresses in any text: an address with a port, a URL, a line of a log.

/** IPv6 is looked for first: it may end like IPv4, and its digits must not be taken for those. */
const IPV6 = /(?<![\w:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])/gi;
const IPV4 = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\d|\.\d)/g;

/** IPv4 in the notation of IPv6, as servers that listen on both write it in their logs. */
const MAPPED = /::ffff:(?=\d+\.)/gi;

/** The addresses of a text, each once, in their order. */
export function addresses(text) {
  const plain = text.replaceAll(MAPPED, " ");
  const found = [...plain.matchAll(IPV6)].map(([address]) => address.replace(/(?<!:):$/, "")).filter(isIpv6);
  const rest = found.reduce((left, address) => left.replace(address, " "), plain);
  found.push(...[...rest.matchAll(IPV4)].map(([address]) => address).filter(isIpv4));
  return [...new Set(found)].sort((one, other) => plain.indexOf(one) - plain.indexOf(other));
}

/** Times and MAC addresses look similar. */
const isIpv6 = text => URL.canParse(`http://[${text}]/`);

const isIpv4 = text => text.split(".").every(part => Number(part) < 256);
