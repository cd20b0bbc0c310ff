import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createVerifyToken } from '../../src/access/verify-token.ts'

const issuer = 'https://login.example'
const audience = 'bulletin'
const { publicKey, privateKey } = await generateKeyPair('ES256')
const stranger = await generateKeyPair('ES256')
const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' }

const server = createServer((_, response) => response.end(JSON.stringify({ keys: [jwk] })))
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)))
afterAll(() => void server.close())
const verify = (token: string) => {
  const jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`
  return createVerifyToken({ issuer, audience, jwksUrl })(token)
}

function token(claims: Record<string, unknown> = {}, key = privateKey, alg = 'ES256') {
  const all = { scope: 'bulletin:read bulletin:curate', iss: issuer, aud: audience, sub: 'anna', ...claims }
  return new SignJWT({ exp: Math.floor(Date.now() / 1000) + 600, ...all })
    .setProtectedHeader({ alg, kid: 'one' })
    .sign(key)
}

describe('a token of the configured issuer', () => {
  test('tells who asks, what it may do and until when', async () => {
    const caller = await verify(await token())
    expect(caller).toMatchObject({ id: 'jwt:anna', scope: 'CURATE', keyId: null })
    expect(Date.parse(caller.expiresAt!)).toBeGreaterThan(Date.now())
  })

  test('may state its scopes as a list; those of other services give no right here', async () => {
    expect((await verify(await token({ scope: undefined, scp: ['bulletin:operate'] }))).scope).toBe('OPERATE')
    expect((await verify(await token({ scope: 'read operate mail:read' }))).scope).toBeNull()
  })
})

describe('refused is a token', () => {
  const expectRefused = async (text: string, reason: RegExp) =>
    expect(verify(text)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      message: expect.stringMatching(reason),
    })

  test('for another service, of another issuer, or of nobody', async () => {
    await expectRefused(await token({ aud: 'mail' }), /`aud`/)
    await expectRefused(await token({ iss: 'https://evil.example' }), /`iss`/)
    await expectRefused(await token({ sub: undefined }), /`sub`/)
  })

  test('that has expired, or never does', async () => {
    await expectRefused(await token({ exp: 1_000_000 }), /expired/)
    await expectRefused(await token({ exp: undefined }), /`exp`/)
  })

  test('signed by someone else, by a shared secret, or not at all', async () => {
    await expectRefused(await token({}, stranger.privateKey), /not signed by the issuer/)
    const secret = new TextEncoder().encode(JSON.stringify(jwk).padEnd(64))
    await expectRefused(await token({}, secret as never, 'HS256'), /method/)
    const [, payload] = (await token()).split('.')
    const none = Buffer.from('{"alg":"none"}').toString('base64url')
    await expectRefused(`${none}.${payload}.`, /method|cannot be read/)
    await expectRefused('a.b.c', /cannot be read/)
  })
})

test('while the issuer cannot be reached the fault is not the caller’s', async () => {
  const unreachable = createVerifyToken({ issuer, audience, jwksUrl: 'http://127.0.0.1:1/keys' })
  await expect(unreachable(await token())).rejects.toMatchObject({ code: 'UNAVAILABLE' })
})
