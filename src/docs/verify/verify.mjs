// Verifies tokens of pod-watcher, one on each line of standard input: npm install jose
// node verify.mjs http://pod-watcher.pod-watcher:8080 shop
import { createInterface } from 'node:readline';
import { createRemoteJWKSet, jwtVerify } from 'jose';

const [issuer, audience] = process.argv.slice(2);
// Fetches the keys, keeps them, and fetches them again when a token names a key that is not among them.
const keys = createRemoteJWKSet(new URL(issuer + '/.well-known/jwks.json'));

/** Returns the claims; throws if the token is not one for us. */
async function verify(token) {
  const { payload } = await jwtVerify(token, keys, {
    algorithms: ['ES256'],
    issuer,
    audience,
    // The clocks of two nodes may differ.
    clockTolerance: 5,
    requiredClaims: ['exp', 'iat', 'sub'],
  });
  return payload;
}

for await (const line of createInterface({ input: process.stdin })) {
  try {
    const claims = await verify(line.trim());
    console.log('accepted', claims.sub, claims['kubernetes.io'].pod.uid);
  } catch (refused) {
    console.log('refused', refused.message);
  }
}
