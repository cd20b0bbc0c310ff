import type { IncomingMessage } from 'node:http'

/** Where the client found us: `https://bulletin.example`. Behind a proxy, as the proxy tells it. */
export function ownAddress({ headers }: IncomingMessage): string {
  const host = String(headers['x-forwarded-host'] ?? headers.host ?? '')
  const scheme = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'
  return `${scheme}://${/^[\w.-]+(:\d{1,5})?$|^\[[\da-f:]+\](:\d{1,5})?$/i.test(host) ? host : 'localhost'}`
}
