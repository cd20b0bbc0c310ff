import { useMemo, useState } from 'preact/hooks'
import { useQuery } from '../api/use-query.ts'
import { CopyGraphql } from '../chrome/copy-graphql.tsx'
import { ScreenTitle } from '../chrome/screen-title.tsx'
import { Skeleton } from '../chrome/skeleton.tsx'
import { Trouble } from '../chrome/trouble.tsx'
import { EventPageDocument } from '../generated/graphql.ts'
import { locale, t } from '../i18n/locale.ts'
import { EventHead } from './event-head.tsx'
import { type Event, findingsOf } from './findings.ts'
import { FindingsList } from './findings-list.tsx'
import { HighlightedText } from './highlighted-text.tsx'
import { Provenance } from './provenance.tsx'
import { Revisions } from './revisions.tsx'
import { SameStory } from './same-story.tsx'
import { TranslationChoice, useTranslation } from './translation.tsx'

export function EventPage({ id }: { id: string }) {
  const variables = { id, language: locale.value }
  const { answer, error, reload, loading } = useQuery(EventPageDocument, variables)
  if (error && !answer) return <Trouble error={error} retry={reload} />
  if (!answer) return <Skeleton rows={5} />
  if (!answer.data.event)
    return loading ? null : (
      <div class="single">
        <ScreenTitle title={t('notFound')} />
        <p>{t('notFoundHint')}</p>
        <p>
          <a href="/">{t('toWire')}</a>
        </p>
      </div>
    )
  return (
    <Report
      event={answer.data.event}
      copy={<CopyGraphql document={EventPageDocument} variables={variables} />}
    />
  )
}

function Report({ event, copy }: { event: Event; copy: preact.ComponentChild }) {
  const language = locale.value
  // biome-ignore lint/correctness/useExhaustiveDependencies: names are in the reader's language
  const findings = useMemo(() => findingsOf(event), [event, language])
  const [chosen, setChosen] = useState<string | null>(null)
  const [translated, setTranslated] = useState(false)
  const translation = useTranslation(event)
  const showsTranslation = translated && translation !== null
  const choose = (finding: string) => {
    setChosen(chosen === finding ? null : finding)
    setTranslated(false)
    requestAnimationFrame(() => wordsOf(finding)?.scrollIntoView({ block: 'nearest', behavior: 'smooth' }))
  }
  return (
    <div class="report">
      <article class="text-of" aria-label={t('textLabel')}>
        <EventHead
          event={event}
          title={showsTranslation ? translation.title : event.title}
          language={showsTranslation ? translation.language : event.language}
        />
        {translation && <TranslationChoice event={event} shown={showsTranslation} onShow={setTranslated} />}
        {showsTranslation ? (
          <>
            <div class="body" lang={translation.language}>
              {translation.body}
            </div>
            {translation.machine && <p class="quiet">{t('translated')}</p>}
          </>
        ) : (
          <HighlightedText
            text={event.body}
            language={event.language}
            findings={findings}
            chosen={chosen}
            onChoose={choose}
          />
        )}
      </article>
      <div class="beside">
        {copy}
        <FindingsList findings={findings} chosen={chosen} onChoose={choose} />
      </div>
      <div class="below">
        <SameStory event={event} />
        <Revisions event={event} />
        <Provenance event={event} />
      </div>
    </div>
  )
}

function wordsOf(finding: string): Element | null {
  return document.querySelector(`mark[data-findings~="${CSS.escape(finding)}"]`)
}
