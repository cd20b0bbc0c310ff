import { useRef } from 'preact/hooks'
import { apiKey } from '../api/key.ts'
import { type Locale, locale, t } from '../i18n/locale.ts'
import { type Theme, theme } from './theme.ts'

const languages: { code: Locale; name: string }[] = [
  { code: 'en', name: 'English' },
  { code: 'ru', name: 'Русский' },
]
const themes: { id: Theme; name: 'themeAuto' | 'themeLight' | 'themeDark' }[] = [
  { id: 'auto', name: 'themeAuto' },
  { id: 'light', name: 'themeLight' },
  { id: 'dark', name: 'themeDark' },
]

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
            aria-label={name}
            aria-pressed={locale.value === code}
            onClick={() => {
              locale.value = code
            }}
          >
            {code.toUpperCase()}
          </button>
        ))}
      </fieldset>
      <label class="theme">
        <span class="hidden">{t('theme')}</span>
        <select
          value={theme.value}
          onChange={(event) => {
            theme.value = event.currentTarget.value as Theme
          }}
        >
          {themes.map(({ id, name }) => (
            <option key={id} value={id}>
              {t(name)}
            </option>
          ))}
        </select>
      </label>
      <KeyDialog />
    </div>
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
