/** Serialised selections of events, by event, revision and shape. */
export interface FragmentCache {
  /** Number that stands for a selection's text. */
  shapeOf(text: string): number
  get(id: string, revision: number, shape: number): Uint8Array | undefined
  /** Keeps the JSON and returns its bytes. */
  put(id: string, revision: number, shape: number, json: string): Uint8Array
  readonly bytes: number
}

interface Entry {
  revision: number
  byShape: Map<number, Uint8Array>
  bytes: number
}

/** What an event costs besides its fragments, and a fragment besides its bytes. */
const entryBytes = 250
const fragmentBytes = 120
const maxShapes = 10_000

/**
 * Two generations: what is used while the older one fades moves to the younger, the rest leaves with it. Recency
 * without a list to relink at every hit, and never more than `maxBytes`. An older revision is not kept.
 */
export function createFragmentCache(maxBytes: number): FragmentCache {
  let young = new Map<string, Entry>()
  let old = new Map<string, Entry>()
  let youngBytes = 0
  let oldBytes = 0
  let shapes = new Map<string, number>()
  let lastShape = 0

  function entryOf(id: string): Entry | undefined {
    const entry = young.get(id)
    if (entry) return entry
    const faded = old.get(id)
    if (!faded) return undefined
    old.delete(id)
    oldBytes -= faded.bytes
    admit(id, faded)
    return faded
  }

  function admit(id: string, entry: Entry): void {
    young.set(id, entry)
    youngBytes += entry.bytes
    turn()
  }

  function turn(): void {
    if (youngBytes <= maxBytes / 2) return
    old = young
    oldBytes = youngBytes
    young = new Map()
    youngBytes = 0
  }

  return {
    shapeOf(text) {
      const known = shapes.get(text)
      if (known !== undefined) return known
      // Numbers are never used again, so forgetting them all only costs what was kept under them.
      if (shapes.size >= maxShapes) shapes = new Map()
      shapes.set(text, ++lastShape)
      return lastShape
    },
    get(id, revision, shape) {
      const entry = entryOf(id)
      return entry?.revision === revision ? entry.byShape.get(shape) : undefined
    },
    put(id, revision, shape, json) {
      const bytes = encode(json)
      const size = bytes.length + fragmentBytes
      const entry = entryOf(id)
      if (entry && entry.revision > revision) return bytes
      if (entry?.revision === revision) {
        entry.byShape.set(shape, bytes)
        entry.bytes += size
        if (young.has(id)) {
          youngBytes += size
          turn()
        } else oldBytes += size
      } else {
        if (young.delete(id)) youngBytes -= entry!.bytes
        else if (old.delete(id)) oldBytes -= entry!.bytes
        admit(id, { revision, byShape: new Map([[shape, bytes]]), bytes: size + entryBytes })
      }
      return bytes
    },
    get bytes() {
      return youngBytes + oldBytes
    },
  }
}

/** A small slice of a shared slab would keep all of it alive; large texts get memory of their own. */
function encode(json: string): Uint8Array {
  const length = Buffer.byteLength(json)
  const bytes = length > 2_048 ? Buffer.allocUnsafeSlow(length) : Buffer.allocUnsafe(length)
  bytes.write(json)
  return bytes
}
