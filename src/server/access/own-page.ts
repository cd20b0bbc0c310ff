import type { IncomingHttpHeaders } from 'node:http'

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i

/**
 * Whether a request to an open gateway comes from this machine's own programs or pages. A page of another site, also
 * one whose name was pointed at this machine, carries an `Origin` or a `Host` that tells.
 */
export function isOwnPage({ host, origin }: IncomingHttpHeaders): boolean {
  if (!host || !loopback.test(host)) return false
  return origin === undefined || URL.parse(origin)?.host === host.toLowerCase()
}
