import { countedGrams } from '../model/counted-grams.ts'
import type { EventRow, Vocabulary } from './event-row.ts'
import { withAncestors } from './event-row.ts'
import type { Tx } from './types.ts'
import { batches } from './write-events.ts'

const insert = `
  INSERT INTO quantities SELECT * FROM json_to_recordset($1::json) AS r(
    event_id text, ordinal integer, kind text, substance text, substance_tree text[], value double precision,
    unit text, grams double precision, qualifier text, role text, scope text, period_from text, period_to text,
    part_of integer, evidence jsonb, whole_grams double precision, share_grams double precision,
    published_at timestamptz, country text, region text)`

/** Replaces the flat rows of these events; `stored` tells which of them had rows before. */
export async function writeQuantities(
  tx: Tx,
  rows: EventRow[],
  stored: string[],
  vocabulary: Vocabulary,
): Promise<void> {
  if (stored.length) await tx.query('DELETE FROM quantities WHERE event_id = ANY($1::text[])', [stored])
  for (const batch of batches(rows.flatMap((row) => toQuantityRows(row, vocabulary))))
    await tx.query(insert, [JSON.stringify(batch)])
}

function toQuantityRows(row: EventRow, vocabulary: Vocabulary) {
  const { quantities } = row.understanding
  const counted = countedGrams(quantities)
  return quantities.map((quantity, ordinal) => ({
    event_id: row.id,
    ordinal,
    kind: quantity.kind,
    substance: quantity.substance,
    substance_tree: quantity.substance === null ? [] : withAncestors([quantity.substance], vocabulary),
    value: quantity.value,
    unit: quantity.unit,
    grams: quantity.grams,
    qualifier: quantity.qualifier,
    role: quantity.role,
    scope: quantity.scope,
    period_from: quantity.period?.from ?? null,
    period_to: quantity.period?.to ?? null,
    part_of: quantity.partOf,
    evidence: quantity.evidence,
    whole_grams: counted[ordinal]!.whole,
    share_grams: counted[ordinal]!.share,
    published_at: row.published_at,
    country: row.country,
    region: row.region,
  }))
}
