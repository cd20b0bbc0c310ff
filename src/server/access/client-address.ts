import type { IncomingMessage } from 'node:http'

/**
 * Whom a request is from: the peer, or what the given number of trusted proxies in front say. IPv6 by its /64, which
 * is what one customer has.
 */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string {
  const peer = plain(request.socket.remoteAddress ?? 'unknown')
  if (trustedProxies === 0) return network(peer)
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',')
  const hops = forwarded.map((each) => each.trim()).filter(Boolean)
  return network(plain(hops[Math.max(0, hops.length - trustedProxies)] ?? peer))
}

function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').slice(0, 45)
}

function network(address: string): string {
  if (!address.includes(':') || address === '::1') return address
  const [head = '', tail] = address.split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail?.split(':').filter(Boolean) ?? []
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  const groups = [...left, ...new Array<string>(zeros).fill('0'), ...right]
  return `${groups.slice(0, 4).join(':')}::/64`
}
