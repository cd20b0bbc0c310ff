/** Another Bulletin that is a source of this one. */
export interface PeerConfig {
  name: string
  /** Of its GraphQL endpoint. */
  url: string
  key: string | null
  /** Ids of sources, or folders (`kz/*`), that it is believed about; null for whatever it has. */
  sources: string[] | null
}

type PeerFacts = Omit<PeerConfig, 'key'>

const example = 'kz=https://kz.example/graphql'

/**
 * `kz=https://kz.example/graphql,kg=…`, or as JSON or the path of a file with it
 * `{"kz": {"url": "https://kz.example/graphql", "sources": ["kz/*"]}}`. Throws an Error with every problem.
 */
export function parsePeers(value: string, readJson: (value: string) => Record<string, unknown>): PeerFacts[] {
  const isList = /^[\w-]+=/.test(value)
  const entries: [string, unknown][] = isList
    ? splitList(value).map((entry) => {
        const at = entry.indexOf('=')
        return at < 0 ? [entry, ''] : [entry.slice(0, at).trim(), entry.slice(at + 1).trim()]
      })
    : Object.entries(readJson(value))
  const problems: string[] = []
  const peers = entries.flatMap(([name, told]) => {
    const found = toPeer(name, told)
    if (typeof found !== 'string') return [found]
    problems.push(`${name}: ${found}`)
    return []
  })
  const names = entries.map(([name]) => name)
  for (const name of new Set(names.filter((one, i) => names.indexOf(one) !== i)))
    problems.push(`${name}: named twice.`)
  if (problems.length > 0) throw new Error(problems.join(' '))
  return peers
}

function toPeer(name: string, told: unknown): PeerFacts | string {
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name))
    return 'a name has lower-case letters, digits and hyphens: it becomes the source peer/<name>.'
  const { url, sources, ...rest } = typeof told === 'string' ? { url: told } : ((told ?? {}) as Stated)
  const unknown = Object.keys(rest)
  if (unknown.length > 0)
    return `${unknown.join(', ')} is neither url nor sources; keys belong in BULLETIN_PEER_KEYS.`
  const address = typeof url === 'string' ? URL.parse(url) : null
  if (!address || !/^https?:$/.test(address.protocol)) return `has no web address; write ${example}.`
  if (address.username || address.password)
    return 'the address holds a password; keys belong in BULLETIN_PEER_KEYS.'
  if (sources !== undefined && !isPatterns(sources))
    return 'sources must be a list of ids and folders such as "kz/polisia-ru" and "kz/*".'
  if (address.pathname === '/') address.pathname = '/graphql'
  address.hash = ''
  return { name, url: address.href, sources: sources ?? null }
}

interface Stated {
  url?: unknown
  sources?: unknown
}

/** Name of a peer → key, as JSON or in a file. Throws an Error with every problem; keys are not repeated. */
export function addKeys(peers: PeerFacts[], keys: Record<string, unknown>): PeerConfig[] {
  const problems = Object.entries(keys).flatMap(([name, key]) => {
    const peer = peers.find((one) => one.name === name)
    if (!peer) return [`${name}: BULLETIN_PEERS names no such peer.`]
    if (typeof key !== 'string' || !/^[\x21-\x7e]+$/.test(key)) return [`${name}: the key is not a text.`]
    if (peer.url.startsWith('http:'))
      return [`${name}: its address begins with http:, and the key would be sent in the clear.`]
    return []
  })
  if (problems.length > 0) throw new Error(problems.join(' '))
  return peers.map((peer) => ({ ...peer, key: (keys[peer.name] as string | undefined) ?? null }))
}

/** Ids of sources and folders of them: `kz/polisia-ru,ru/*`; `none` for no source at all. Throws an Error. */
export function parsePatterns(value: string): string[] {
  if (value === 'none') return []
  const patterns = splitList(value)
  if (!isPatterns(patterns))
    throw new Error(`"${value}" is not a list of ids and folders such as kz/polisia-ru,ru/*, nor "none".`)
  return patterns
}

function isPatterns(value: unknown): value is string[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((one) => typeof one === 'string' && /^(?:\*|[a-z]+\/(?:\*|[a-z0-9-]+))$/.test(one))
  )
}

function splitList(value: string): string[] {
  return value
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
}
