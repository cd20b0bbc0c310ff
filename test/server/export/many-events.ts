import type { Store } from '../../../src/store/types.ts'
import { sampleDraft, sampleMass } from '../../store/sample-draft.ts'

/** Fills an empty store with `count` events that differ in what lists and filters read; quick, since made by SQL. */
export async function manyEvents(store: Store, count: number): Promise<void> {
  const draft = sampleDraft({
    url: 'https://news.example/0',
    body: 'Сотрудники полиции изъяли партию героина, «спрятанную» в машине; водитель задержан.\n\n'.repeat(3),
    understanding: {
      categories: [{ category: 'SEIZURE', evidence: [] }],
      substances: [{ substance: 'heroin', evidence: [] }],
      quantities: [sampleMass(1500)],
    },
  })
  await store.commit({ sourceId: draft.sourceId, drafts: [draft], at: '2025-04-10T08:00:00.000Z' })
  const columns = await store.db.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns
     WHERE table_name = 'events' AND table_schema = current_schema() ORDER BY ordinal_position`,
  )
  const changed: Record<string, string> = {
    id: `'event' || lpad(n::text, 7, '0')`,
    story_id: `'event' || lpad(n::text, 7, '0')`,
    url: `'https://news.example/' || n`,
    seq: 'n',
    country: `(ARRAY['AZ','KZ','KG','RU','TJ','TM','UZ'])[1 + n % 7]`,
    published_at: `timestamptz '2020-01-01' + n * interval '17 minutes'`,
    published_on: `(timestamp '2020-01-01' + n * interval '17 minutes')::date`,
    title: `CASE n % 5 WHEN 0 THEN '=1+' || n WHEN 1 THEN 'Изъято "' || n || '" кг' WHEN 2 THEN 'two' || chr(10) || 'lines, ' || n
      WHEN 3 THEN '-' || n ELSE 'Report ' || n END`,
  }
  const names = columns.map(({ name }) => name)
  await store.db.query(
    `INSERT INTO events (${names.join(', ')})
     SELECT ${names.map((name) => changed[name] ?? `e.${name}`).join(', ')}
     FROM events e, generate_series(2, $1::int) AS n WHERE e.seq = 1`,
    [count],
  )
  await store.db.query('UPDATE log SET head = $1', [count])
}
