import { path } from './address/location.ts'
import { Announcer } from './chrome/announcer.tsx'
import { Header } from './chrome/header.tsx'
import { lazy } from './chrome/lazy.tsx'
import { ScreenTitle } from './chrome/screen-title.tsx'
import { eventIdIn } from './chrome/screens.ts'
import './chrome/theme.ts'
import { t } from './i18n/locale.ts'
import { releaseIn, releasePath } from './releases/release-address.ts'
import { WirePage } from './wire/wire-page.tsx'

const MapPage = lazy(() => import('./map/map-page.tsx').then(({ MapPage }) => MapPage))
const TimelinePage = lazy(() =>
  import('./timeline/timeline-page.tsx').then(({ TimelinePage }) => TimelinePage),
)
const SourcesPage = lazy(() => import('./sources/sources-page.tsx').then(({ SourcesPage }) => SourcesPage))
const ReleasesPage = lazy(() =>
  import('./releases/releases-page.tsx').then(({ ReleasesPage }) => ReleasesPage),
)
const ReleasePage = lazy(() => import('./releases/release-page.tsx').then(({ ReleasePage }) => ReleasePage))
const EventPage = lazy(() => import('./event/event-page.tsx').then(({ EventPage }) => EventPage))

export function App() {
  return (
    <>
      <Header />
      <main id="content">
        <Screen />
      </main>
      <Announcer />
    </>
  )
}

function Screen() {
  const id = eventIdIn(path.value)
  if (id) return <EventPage key={id} id={id} />
  const release = releaseIn(path.value)
  if (release === null) return <ReleasesPage />
  if (release) return <ReleasePage key={releasePath(release)} name={release} />
  switch (path.value) {
    case '/':
      return <WirePage />
    case '/map':
      return <MapPage />
    case '/timeline':
      return <TimelinePage />
    case '/sources':
      return <SourcesPage />
    default:
      return (
        <div class="single">
          <ScreenTitle title={t('noScreen')} />
          <p>
            <a href="/">{t('toWire')}</a>
          </p>
        </div>
      )
  }
}
