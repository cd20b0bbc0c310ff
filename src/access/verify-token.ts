import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { type Caller, noLimits, type Scope, scopes } from '../model/access.ts'
import { Unauthenticated, Unavailable } from '../model/errors.ts'

export interface TokenIssuer {
  issuer: string
  audience: string
  /** Where the issuer publishes its keys. */
  jwksUrl: string
}

export type VerifyToken = (token: string) => Promise<Caller>

/** Asymmetric only: with a shared secret whoever verifies could sign. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']

/** Takes tokens of one issuer for one audience. Throws `Unauthenticated`, or `Unavailable` without its keys. */
export function createVerifyToken(
  { issuer, audience, jwksUrl }: TokenIssuer,
  keys: JWTVerifyGetKey = createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: 5_000 }),
): VerifyToken {
  return async (token) => {
    try {
      const options = { issuer, audience, algorithms, requiredClaims: ['exp', 'sub'], clockTolerance: 5 }
      const { payload } = await jwtVerify(token, keys, options)
      return toCaller(payload)
    } catch (error) {
      throw explain(error)
    }
  }
}

function toCaller(payload: JWTPayload): Caller {
  return {
    id: `jwt:${payload.sub}`,
    keyId: null,
    scope: highestScope(payload),
    expiresAt: new Date(payload.exp! * 1000).toISOString(),
    limits: noLimits,
  }
}

/** Of `scope` ("bulletin:read bulletin:curate") or `scp`; other services' scopes are not ours. */
function highestScope({ scope, scp }: JWTPayload): Scope | null {
  const given = [scope, scp].flat().flatMap((each) => (typeof each === 'string' ? each.split(/\s+/) : []))
  return scopes.findLast((each) => given.includes(`bulletin:${each.toLowerCase()}`)) ?? null
}

function explain(error: unknown): Error {
  if (error instanceof errors.JWTExpired) return new Unauthenticated('The token has expired.')
  if (error instanceof errors.JWTClaimValidationFailed)
    return new Unauthenticated(`The token is not for this service: its \`${error.claim}\` does not fit.`)
  if (error instanceof errors.JWKSTimeout) return unavailable()
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed)
    return new Unauthenticated('The token was not signed by the issuer this service trusts.')
  if (error instanceof errors.JOSEAlgNotAllowed)
    return new Unauthenticated('The token is signed by a method this service does not take.')
  if (error instanceof errors.JOSEError && error.code !== 'ERR_JOSE_GENERIC')
    return new Unauthenticated('The token cannot be read.')
  return unavailable(error)
}

function unavailable(cause?: unknown): Unavailable {
  return new Unavailable("The token issuer's keys cannot be fetched now. Try again later.", { cause })
}
