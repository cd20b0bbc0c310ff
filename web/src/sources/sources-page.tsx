import { useEffect } from 'preact/hooks'
import { chooseView, viewSetting } from '../address/view-setting.ts'
import { useQuery } from '../api/use-query.ts'
import { Choice } from '../chrome/choice.tsx'
import { CopyGraphql } from '../chrome/copy-graphql.tsx'
import { ScreenTitle } from '../chrome/screen-title.tsx'
import { Skeleton } from '../chrome/skeleton.tsx'
import { Trouble } from '../chrome/trouble.tsx'
import { type SourceStatus, SourcesDocument } from '../generated/graphql.ts'
import { t } from '../i18n/locale.ts'
import { troubledFirst } from './order.ts'
import { SourceRow } from './source-row.tsx'

const statuses = ['ALL', 'FAILING', 'QUIET', 'PENDING', 'HEALTHY'] as const

export function SourcesPage() {
  const { answer, error, reload } = useQuery(SourcesDocument, {}, { everyMs: 20_000 })
  const wanted = viewSetting('status', statuses)
  const sources = answer?.data.sources ?? []
  const count = (status: SourceStatus) => sources.filter(({ health }) => health.status === status).length
  const shown = troubledFirst(sources).filter(({ health }) => wanted === 'ALL' || health.status === wanted)
  const arrived = sources.length > 0
  useEffect(() => {
    if (arrived)
      document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView({ block: 'center' })
  }, [arrived])
  return (
    <div class="single sources">
      <div class="stream-head">
        <ScreenTitle title={t('sources')} />
        <Choice
          legend={t('status')}
          value={wanted}
          options={statuses.map((value) => ({
            value,
            name: value === 'ALL' ? `${t('all')} ${sources.length}` : `${t(value)} ${count(value)}`,
          }))}
          onChoose={(value) => chooseView('status', value, statuses)}
        />
        <CopyGraphql document={SourcesDocument} variables={{}} />
      </div>
      <p class="lead">{t('sourcesLead')}</p>
      {error && <Trouble error={error} retry={reload} />}
      {!answer && !error && <Skeleton rows={8} />}
      {arrived && !shown.length && <p class="quiet">{t('noneOfStatus')}</p>}
      <ul class="source-list">
        {shown.map((source) => (
          <SourceRow key={source.id} source={source} />
        ))}
      </ul>
    </div>
  )
}
