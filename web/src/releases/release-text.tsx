import { webAddress } from '../event/web-address.ts'
import { countryName, dayInFull, languageName } from '../i18n/format.ts'
import { t } from '../i18n/locale.ts'
import { byCountry } from './by-country.ts'
import { languageOf } from './language-of.ts'
import { ReleaseFigures } from './release-figures.tsx'
import type { Entry, Release } from './use-release.ts'

/** The release as it is read: counts, contents, events by country, figures, coverage. */
export function ReleaseText({ release }: { release: Release }) {
  const { sentence, summary, entries, coverageNote } = release
  const sections = byCountry(entries)
  return (
    <div class="release">
      <nav class="release-contents" aria-label={t('contents')}>
        <h2>{t('contents')}</h2>
        {sections.map(([code, own]) => (
          <div key={code}>
            <p>
              <a href={`#${code}`}>{countryName(code)}</a> <span class="count">{own.length}</span>
            </p>
            <ol>
              {own.map((entry) => (
                <li key={entry.ordinal} value={entry.ordinal}>
                  <a href={`#entry-${entry.ordinal}`} lang={languageOf(entry)}>
                    {entry.title}
                  </a>
                </li>
              ))}
            </ol>
          </div>
        ))}
        {entries.length > 0 && (
          <p>
            <a href="#figures">{t('figuresOfPeriod')}</a>
          </p>
        )}
        {coverageNote.length > 0 && (
          <p>
            <a href="#coverage">{t('coverageTitle')}</a>
          </p>
        )}
      </nav>
      <div class="release-body">
        {/* A release is in English, whatever the language of the page. */}
        <section lang="en" class="opening">
          <p class="sentence">{sentence}</p>
          {summary && <p class="summary-of">{summary}</p>}
        </section>
        {!entries.length && <p class="quiet pad">{t('emptyRelease')}</p>}
        {sections.map(([code, own]) => (
          <section key={code} id={code} aria-labelledby={`of-${code}`}>
            <h2 id={`of-${code}`}>
              {countryName(code)} <small>{own.length}</small>
            </h2>
            {own.map((entry) => (
              <ReleaseArticle key={entry.ordinal} entry={entry} />
            ))}
          </section>
        ))}
        {entries.length > 0 && <ReleaseFigures release={release} />}
        {coverageNote.length > 0 && (
          <section id="coverage" aria-labelledby="coverage-title">
            <h2 id="coverage-title">{t('coverageTitle')}</h2>
            <div lang="en">
              {coverageNote.map((sentenceOf) => (
                <p key={sentenceOf}>{sentenceOf}</p>
              ))}
            </div>
          </section>
        )}
      </div>
    </div>
  )
}

function ReleaseArticle({ entry }: { entry: Entry }) {
  const { ordinal, title, paragraphs, event } = entry
  const own = languageOf(entry)
  return (
    <article id={`entry-${ordinal}`} aria-labelledby={`title-${ordinal}`}>
      <h3 id={`title-${ordinal}`} lang={own}>
        {event ? <a href={`/events/${event.id}`}>{title}</a> : title}
      </h3>
      <div class="body" lang={own}>
        {paragraphs.join('\n\n')}
      </div>
      <Byline entry={entry} />
    </article>
  )
}

function Byline({ entry }: { entry: Entry }) {
  const { publishedOn, source, wording, language, url, alsoReported } = entry
  const told = [
    publishedOn && dayInFull(publishedOn),
    source,
    (wording === 'MACHINE' || wording === 'UNTRANSLATED') && t(wording, { language: languageName(language) }),
  ]
  return (
    <footer class="byline">
      <p>{told.filter(Boolean).join(' · ')}</p>
      <Address url={url} />
      {alsoReported.length > 0 && <p>{t('alsoReported')}</p>}
      {alsoReported.map((also) => (
        <Address key={also} url={also} />
      ))}
    </footer>
  )
}

function Address({ url }: { url: string | null }) {
  const address = url && webAddress(url)
  if (!address) return null
  return (
    <p>
      <a href={address} rel="noreferrer">
        {url}
      </a>
    </p>
  )
}
