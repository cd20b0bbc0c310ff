import { useRef } from 'preact/hooks'
import { apiKey } from '../api/key.ts'
import { type Locale, locale, t } from '../i18n/locale.ts'
import { type Theme, theme } from './theme.ts'

const languages: { code: Locale; name: string }[] = [
  { code: 'en', name: 'English' },
  { code: 'ru', name: 'Русский' },
]
const themes: Record<Theme, { sign: string; name: 'themeAuto' | 'themeLight' | 'themeDark'; next: Theme }> = {
  auto: { sign: '◐', name: 'themeAuto', next: 'light' },
  light: { sign: '☀', name: 'themeLight', next: 'dark' },
  dark: { sign: '☾', name: 'themeDark', next: 'auto' },
}

/** Language, theme and key; all remembered on this device. */
export function Settings() {
  return (
    <div class="settings">
      <fieldset class="languages">
        <legend class="hidden">{t('language')}</legend>
        {languages.map(({ code, name }) => (
          <button
            type="button"
            key={code}
            lang={code}
            aria-pressed={locale.value === code}
            onClick={() => {
              locale.value = code
            }}
          >
            {code.toUpperCase()}
            <span class="hidden"> {name}</span>
          </button>
        ))}
      </fieldset>
      <ThemeButton />
      <KeyDialog />
    </div>
  )
}

function ThemeButton() {
  const { sign, name, next } = themes[theme.value]
  const told = `${t('theme')}: ${t(name)}`
  return (
    <button
      type="button"
      class="theme"
      aria-label={told}
      title={told}
      onClick={() => {
        theme.value = next
      }}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  )
}

function KeyDialog() {
  const dialog = useRef<HTMLDialogElement>(null)
  const use = (key: string) => {
    apiKey.value = key
    dialog.current?.close()
  }
  return (
    <>
      <button type="button" class="key" onClick={() => dialog.current?.showModal()}>
        {t('key')}
        {apiKey.value && <span aria-hidden="true"> •</span>}
      </button>
      <dialog ref={dialog} aria-label={t('key')}>
        <form
          method="dialog"
          onSubmit={(event) => use(String(new FormData(event.currentTarget).get('key') ?? '').trim())}
        >
          <label>
            {t('key')}
            <input name="key" type="password" autocomplete="off" defaultValue={apiKey.value} />
          </label>
          <p class="quiet">{t('keyHint')}</p>
          <div class="row">
            <button type="submit" class="main">
              {t('keySave')}
            </button>
            <button type="button" onClick={() => use('')}>
              {t('keyForget')}
            </button>
            <button type="button" onClick={() => dialog.current?.close()}>
              {t('close')}
            </button>
          </div>
        </form>
      </dialog>
    </>
  )
}
