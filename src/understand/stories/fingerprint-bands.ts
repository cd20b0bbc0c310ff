const rowsInBand = 4

/**
 * Keys under which a signature is looked up: two texts that share one are worth comparing. With four places a band,
 * texts half alike share a key nearly always (0.64), texts a fifth alike hardly ever (0.03).
 */
export function fingerprintBands(signature: readonly number[]): string[] {
  const bands: string[] = []
  for (let at = 0; at + rowsInBand <= signature.length; at += rowsInBand)
    bands.push(
      `${at / rowsInBand}:${signature
        .slice(at, at + rowsInBand)
        .map(base36)
        .join('.')}`,
    )
  return bands
}

function base36(value: number): string {
  return value.toString(36)
}
