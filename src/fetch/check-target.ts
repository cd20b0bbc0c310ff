import { RequestRefused } from '../model/errors.ts'
import { asciiHost, repairPunycode, unicodeHost } from './host-name.ts'
import { isPublicAddress } from './public-address.ts'

/**
 * The address as a URL that may be asked, else `RequestRefused`. Called for every request and every hop of a
 * redirect. Which address a name resolves to is judged later, at connect time.
 * @param allowedHosts host names in any form, or `host:port` where the port is unusual
 * @param isMapped hosts that the configuration sends elsewhere: their ports and addresses are its business
 */
export function checkTarget(
  address: string,
  allowedHosts: string[],
  isMapped: (host: string) => boolean,
): URL {
  const url = parse(address)
  const host = asciiHost(url.hostname)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new RequestRefused(`${show(address)}: only http and https addresses are fetched.`)
  if (url.username || url.password)
    throw new RequestRefused(`${unicodeHost(host)}: the address holds a user name or password; not sent.`)
  if (host === '') throw new RequestRefused(`${show(address)}: the address names no host.`)

  const exact = allowedHosts.includes(`${host}:${url.port}`)
  if (!exact && !allowedHosts.some((allowed) => isSameSite(asciiHost(allowed), host)))
    throw new RequestRefused(`${unicodeHost(host)}: not a host of this source (${listed(allowedHosts)}).`)
  if (isMapped(host)) return url
  checkLiteral(url, host, address)
  const port = Number(url.port)
  if (url.port && port < 1024 && port !== 80 && port !== 443 && !exact)
    throw new RequestRefused(`${unicodeHost(host)}: port ${port} is not a web port.`)
  return url
}

/** An IP address in place of a name: canonical notation and public, or refused. */
function checkLiteral(url: URL, host: string, address: string): void {
  const bare = url.hostname.replace(/^\[|\]$/g, '')
  const isLiteral = url.hostname.startsWith('[') || /^[\d.]+$/.test(bare)
  if (!isLiteral) return
  const written = /^[a-z]+:\/\/(\[[^\]]*\]|[^/?#:]*)/i.exec(address)?.[1]?.toLowerCase()
  if (written !== url.hostname)
    throw new RequestRefused(
      `${show(address)}: an address written as an odd number (${host}) is not followed.`,
    )
  if (!isPublicAddress(bare))
    throw new RequestRefused(`${host}: not an address of the public Internet; not connecting.`)
}

function parse(address: string): URL {
  const url = URL.parse(repairPunycode(address))
  if (!url) throw new RequestRefused(`${show(address)}: not a valid web address.`)
  // A name's trailing dot means the same host to DNS and another one to every list of hosts.
  if (/[^.]\.$/.test(url.hostname)) url.hostname = url.hostname.slice(0, -1)
  return url
}

/** The same name, with or without `www.`: sites redirect between the two. */
function isSameSite(allowed: string, host: string): boolean {
  return allowed === host || `www.${allowed}` === host || allowed === `www.${host}`
}

function listed(hosts: string[]): string {
  return hosts.slice(0, 5).map(unicodeHost).join(', ') + (hosts.length > 5 ? ', …' : '')
}

function show(address: string): string {
  return address.length > 200 ? `${address.slice(0, 200)}…` : address
}
