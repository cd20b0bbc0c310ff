import { chooseView, viewSetting } from '../address/view-setting.ts'
import { Choice } from '../chrome/choice.tsx'
import { CopyGraphql } from '../chrome/copy-graphql.tsx'
import { lazy } from '../chrome/lazy.tsx'
import { ScreenTitle } from '../chrome/screen-title.tsx'
import { Skeleton } from '../chrome/skeleton.tsx'
import { Trouble } from '../chrome/trouble.tsx'
import { t } from '../i18n/locale.ts'
import { Comparison } from './comparison.tsx'
import { Downloads } from './downloads.tsx'
import type { ReleaseName } from './release-address.ts'
import { ReleaseHead } from './release-head.tsx'
import { ReleaseText } from './release-text.tsx'
import { releaseQuestion, type ShownRelease, useRelease } from './use-release.ts'

const ReleaseEditor = lazy(() =>
  import('./edit/release-editor.tsx').then(({ ReleaseEditor }) => ReleaseEditor),
)
const origins = ['composed', 'imported'] as const
const views = ['text', 'edit', 'compare'] as const
const viewNames = { text: 'viewText', edit: 'viewEdit', compare: 'viewCompare' } as const

/** One release: to be read, edited, compared, taken away. */
export function ReleasePage({ name }: { name: ReleaseName }) {
  const isImported = name.kind === 'NUMBER' && viewSetting('origin', origins) === 'imported'
  const origin = isImported ? 'IMPORTED' : 'COMPOSED'
  const shown = useRelease(name, origin)
  // Another's release, and a period without a number, can only be read.
  const view = name.kind === 'PERIOD' || isImported ? 'text' : viewSetting('view', views)
  const title =
    name.kind === 'NUMBER' ? t('releaseOf', { number: name.number, year: name.year }) : t('releaseOfPeriod')
  return (
    <div class="single release-page">
      <p class="crumb">
        <a href="/releases">← {t('toReleases')}</a>
      </p>
      <div class="stream-head">
        <ScreenTitle title={title} />
        {name.kind === 'NUMBER' && (
          <Choice
            legend={t('whose')}
            value={isImported ? 'imported' : 'composed'}
            options={[
              { value: 'composed', name: t('ours') },
              { value: 'imported', name: t('IMPORTED') },
            ]}
            onChoose={(value) => chooseView('origin', value, origins)}
          />
        )}
        {name.kind === 'NUMBER' && !isImported && (
          <Choice
            legend={t('show')}
            value={view}
            options={views.map((value) => ({ value, name: t(viewNames[value]) }))}
            onChoose={(value) => chooseView('view', value, views)}
          />
        )}
      </div>
      {shown.error && <Trouble error={shown.error} retry={shown.reload} />}
      {shown.release === undefined && !shown.error && <Skeleton rows={6} />}
      {shown.release === null && <p class="quiet pad">{t('notImported')}</p>}
      {shown.release && (
        <>
          <ReleaseHead release={shown.release} />
          <div class="release-tools">
            <Downloads name={name} origin={origin} />
            <CopyGraphql {...releaseQuestion(name, origin)} />
          </div>
          <View view={view} shown={{ ...shown, release: shown.release }} />
        </>
      )}
    </div>
  )
}

function View({
  view,
  shown,
}: {
  view: (typeof views)[number]
  shown: ShownRelease & { release: NonNullable<ShownRelease['release']> }
}) {
  const { release } = shown
  if (view === 'edit') return <ReleaseEditor release={release} show={shown.show} reload={shown.reload} />
  if (view === 'compare' && release.number !== null)
    return <Comparison year={release.year} number={release.number} sha256={release.sha256} />
  return <ReleaseText release={release} />
}
