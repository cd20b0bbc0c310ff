import { useQuery } from '../api/use-query.ts'
import { Skeleton } from '../chrome/skeleton.tsx'
import { Trouble } from '../chrome/trouble.tsx'
import { ReleaseComparisonDocument, type ReleaseComparisonQuery } from '../generated/graphql.ts'
import { countryName } from '../i18n/format.ts'
import { t } from '../i18n/locale.ts'

type Compared = NonNullable<NonNullable<ReleaseComparisonQuery['release']>['comparison']>

/** Ours beside the imported one of the number: what both tell, and what only one does. */
export function Comparison({ year, number, sha256 }: { year: number; number: number; sha256: string }) {
  // Another content is another comparison.
  const { answer, error, reload } = useQuery(ReleaseComparisonDocument, { year, number }, { version: sha256 })
  if (error) return <Trouble error={error} retry={reload} />
  if (!answer) return <Skeleton rows={5} />
  const comparison = answer.data.release?.comparison
  if (!comparison) return <p class="quiet pad">{t('notImported')}</p>
  return (
    <div class="comparison">
      <Entries title={t('missingHere')} entries={comparison.missingHere} />
      <Entries title={t('missingThere')} entries={comparison.missingThere} />
      <Entries title={t('both')} entries={comparison.both} />
    </div>
  )
}

function Entries({ title, entries }: { title: string; entries: Compared['both'] }) {
  return (
    <section>
      <h2>
        {title} <small>{entries.length}</small>
      </h2>
      {!entries.length && <p class="quiet">{t('none')}</p>}
      <ul>
        {entries.map(({ ordinal, title: told, country, event, source }) => (
          <li key={ordinal}>
            <span class="cc" title={countryName(country.code)}>
              <span aria-hidden="true">{country.code === 'ZZ' ? '··' : country.code}</span>
              <span class="hidden">{countryName(country.code)}</span>
            </span>
            <span>
              {event ? <a href={`/events/${event.id}`}>{told}</a> : told} <span class="quiet">{source}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
