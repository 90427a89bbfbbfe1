"""Verifies tokens of pod-watcher, one on each line of standard input. Debian: apt-get install python3-jwt python3-cryptography

python3 verify.py http://pod-watcher.pod-watcher:8080 shop
"""
import sys

import jwt

issuer, audience = sys.argv[1:]
# Fetches the keys, keeps them, and fetches them again when a token names a key that is not among them.
keys = jwt.PyJWKClient(issuer + "/.well-known/jwks.json")


def verify(token):
    """Returns the claims; raises jwt.PyJWTError if the token is not one for us."""
    return jwt.decode(
        token,
        keys.get_signing_key_from_jwt(token).key,
        algorithms=["ES256"],
        issuer=issuer,
        audience=audience,
        # The clocks of two nodes may differ.
        leeway=5,
        options={"require": ["exp", "iat", "iss", "aud", "sub"]},
    )


for line in sys.stdin:
    try:
        claims = verify(line.strip())
        print("accepted", claims["sub"], claims["kubernetes.io"]["pod"]["uid"], flush=True)
    except jwt.PyJWTError as refused:
        print("refused", refused, flush=True)
