import { useQuery } from '../api/use-query.ts'
import { CopyGraphql } from '../chrome/copy-graphql.tsx'
import { ScreenTitle } from '../chrome/screen-title.tsx'
import { Skeleton } from '../chrome/skeleton.tsx'
import { Trouble } from '../chrome/trouble.tsx'
import { ReleasesDocument, type ReleasesQuery } from '../generated/graphql.ts'
import { instant, periodInWords } from '../i18n/format.ts'
import { plural, t } from '../i18n/locale.ts'
import { ComposeForm } from './compose-form.tsx'

/** Every release that is known, and a way to compose another. */
export function ReleasesPage() {
  const { answer, error, reload } = useQuery(ReleasesDocument, {}, { everyMs: 60_000 })
  const releases = answer?.data.releases
  return (
    <div class="single releases">
      <div class="stream-head">
        <ScreenTitle title={t('releases')} />
        <CopyGraphql document={ReleasesDocument} variables={{}} />
      </div>
      <p class="lead">{t('releasesLead')}</p>
      <ComposeForm />
      {error && <Trouble error={error} retry={reload} />}
      {!releases && !error && <Skeleton rows={4} />}
      {releases?.length === 0 && <p class="quiet pad">{t('noReleases')}</p>}
      {releases && releases.length > 0 && (
        <table class="known-releases">
          <caption>{t('knownReleases')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('number')}</th>
              <th scope="col">{t('releasePeriod')}</th>
              <th scope="col">{t('state')}</th>
            </tr>
          </thead>
          <tbody>
            {releases.map((release) => (
              <Row key={`${release.from} ${release.origin}`} release={release} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}

function Row({ release }: { release: ReleasesQuery['releases'][number] }) {
  const { year, number, from, to, origin, publishedAt, publishedBy, edition } = release
  const address = `/releases/${year}/${number}${origin === 'IMPORTED' ? '?origin=imported' : ''}`
  return (
    <tr>
      <th scope="row">
        <a href={address}>
          № {number}, {year}
        </a>
      </th>
      <td>{periodInWords(from, to)}</td>
      <td>
        {origin === 'IMPORTED' && <span class="status">{t('IMPORTED')}</span>}
        {origin === 'COMPOSED' && publishedAt && (
          <>
            <span class="status healthy">{t('published')}</span>{' '}
            <span class="quiet">
              {instant(publishedAt)}, {publishedBy}
            </span>
          </>
        )}
        {origin === 'COMPOSED' && !publishedAt && (
          <>
            <span class="status quiet">{t('draft')}</span>{' '}
            <span class="quiet">{plural('releaseEdits', edition)}</span>
          </>
        )}
      </td>
    </tr>
  )
}
