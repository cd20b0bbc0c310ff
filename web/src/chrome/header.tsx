import { addressWith } from '../address/filters.ts'
import { path } from '../address/location.ts'
import { liveState } from '../api/live.ts'
import { t } from '../i18n/locale.ts'
import { screens } from './screens.ts'
import { Settings } from './settings.tsx'

/** Screens the filters say nothing to. */
const unfiltered = new Set(['/sources', '/releases'])

const isOf = (screen: string) =>
  path.value === screen || (screen === '/releases' && path.value.startsWith('/releases/'))

export function Header() {
  return (
    <header class="top">
      <a class="skip" href="#content">
        {t('skip')}
      </a>
      <a class="brand" href="/" title={t('tagline')}>
        <span class="brand-mark" aria-hidden="true" />
        Bulletin
      </a>
      <nav aria-label={t('navigation')}>
        <ul>
          {screens.map((screen) => (
            <li key={screen.path}>
              <a
                href={unfiltered.has(screen.path) ? screen.path : addressWith({}, screen.path)}
                aria-current={isOf(screen.path) ? 'page' : undefined}
              >
                {t(screen.name)}
              </a>
            </li>
          ))}
          <li>
            <a href="/graphiql" target="_self">
              GraphiQL
            </a>
          </li>
        </ul>
      </nav>
      <LiveMark />
      <Settings />
    </header>
  )
}

function LiveMark() {
  if (liveState.value === 'off') return null
  const live = liveState.value === 'live'
  return (
    <span class={`live ${live ? 'is-live' : ''}`} title={t(live ? 'liveHint' : 'connectingHint')}>
      <span class="dot" aria-hidden="true" />
      {t(live ? 'live' : 'connecting')}
    </span>
  )
}
