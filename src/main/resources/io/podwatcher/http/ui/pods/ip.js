// The order of IP addresses, which is that of the service: IPv4 first, then by number.

/** A string that sorts like the address, which must be in the service's notation (RFC 5952). */
export function ipKey(ip) {
  if (!ip.includes(":")) {
    return "4" + ip.split(".").map(part => hex(Number(part), 2)).join("");
  }
  const [before, after] = ip.split("::").map(half => half.split(":").filter(group => group !== ""));
  const zeros = after === undefined ? [] : new Array(8 - before.length - after.length).fill("0");
  return "6" + [...before, ...zeros, ...(after ?? [])].map(group => group.padStart(4, "0")).join("");
}

const hex = (number, digits) => number.toString(16).padStart(digits, "0");
