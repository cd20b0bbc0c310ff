const rowsPerBand = 4

/**
 * Locality-sensitive hash of a MinHash signature: one 32-bit number per band of four values. Two texts that
 * share a band are likely alike (even odds at a similarity of about one half) and worth comparing.
 */
export function fingerprintBands(fingerprint: number[]): number[] {
  const bands: number[] = []
  for (let start = 0; start + rowsPerBand <= fingerprint.length; start += rowsPerBand) {
    let hash = Math.imul(2166136261 ^ start, 16777619)
    for (const value of fingerprint.slice(start, start + rowsPerBand))
      for (const half of [value & 0xffff, Math.floor(value / 0x10000) & 0xffff])
        hash = Math.imul(hash ^ half, 16777619)
    bands.push(hash | 0)
  }
  return bands
}
