import ipaddr from 'ipaddr.js'

/**
 * Whether an IP address belongs to the public Internet. Private, loopback, link-local, multicast, shared
 * (CGNAT), reserved and documentation ranges are not; neither are IPv6 forms that carry an IPv4 address
 * (mapped, compatible, NAT64, 6to4, Teredo), since they lead wherever that address does.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  if (parsed.kind() === 'ipv4') return true
  // Only 2000::/3 is assigned; what lies beyond may be anything (fec0::/10, ::/96, SRv6 …).
  return (
    globalUnicast.some((range) => parsed.match(range)) && !documentation.some((range) => parsed.match(range))
  )
}

const globalUnicast = [ipaddr.parseCIDR('2000::/3')]
const documentation = [ipaddr.parseCIDR('2001:db8::/32'), ipaddr.parseCIDR('3fff::/20')]
