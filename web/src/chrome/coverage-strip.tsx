import type { CoverageNote } from '../api/ask.ts'
import { plural, t } from '../i18n/locale.ts'

/** Says beside figures that some sources were silent: silence is never taken for “no news”. */
export function CoverageStrip({ note }: { note: CoverageNote | null | undefined }) {
  if (!note?.sources.length) return null
  return (
    <details class="coverage">
      <summary>
        {plural('coverageNote', note.sources.length)} <span class="link">{t('whichSources')}</span>
      </summary>
      <ul>
        {note.sources.map(({ id, status }) => (
          <li key={id}>
            <a href={`/sources#${encodeURIComponent(id)}`}>{id}</a>{' '}
            <span class="quiet">{statusName(status)}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function statusName(status: string): string {
  return status === 'QUIET' || status === 'FAILING' || status === 'PENDING' || status === 'HEALTHY'
    ? t(status)
    : status
}
