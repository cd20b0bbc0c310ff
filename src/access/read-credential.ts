type Headers = Record<string, string | string[] | undefined>

/**
 * What a request presents: `Authorization: Bearer`, the password of Basic (BI tools), `X-Api-Key`, or `?api_key=`
 * of a GET. Never a cookie. Null where it presents nothing.
 */
export function readCredential(headers: Headers, method: string, search: string): string | null {
  const [, scheme = '', value = ''] = /^(\w+)\s+(\S+)$/.exec(text(headers.authorization).trim()) ?? []
  if (scheme.toLowerCase() === 'bearer') return value
  if (scheme.toLowerCase() === 'basic') return passwordOf(value)
  if (headers.authorization !== undefined) return ''
  const key = text(headers['x-api-key']).trim()
  if (key) return key
  // Addresses end up in logs and histories: only for tools that can say it nowhere else.
  if (method !== 'GET' && method !== 'HEAD') return null
  return new URLSearchParams(search).get('api_key') || null
}

/** The same from the first message of a WebSocket, which browsers cannot give headers. */
export function credentialOf(payload: Record<string, unknown> | null | undefined): string | null {
  const { authorization, Authorization, apiKey, api_key } = payload ?? {}
  const header = authorization ?? Authorization
  if (typeof header === 'string') return readCredential({ authorization: header }, 'POST', '')
  const key = apiKey ?? api_key
  return typeof key === 'string' && key !== '' ? key : null
}

function passwordOf(value: string): string {
  const decoded = Buffer.from(value, 'base64').toString()
  return decoded.slice(decoded.indexOf(':') + 1)
}

function text(value: string | string[] | undefined): string {
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}
