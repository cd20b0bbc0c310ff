import { useEffect, useRef, useState } from 'preact/hooks'
import { changeFilters, filters } from '../address/filters.ts'
import { t } from '../i18n/locale.ts'

/** Searches while one types; only a pause or Enter makes an address of its own. */
export function SearchField() {
  const given = filters.value.text
  const [typed, setTyped] = useState(given)
  const timer = useRef(0)
  useEffect(() => setTyped(given), [given])
  const search = (text: string) => {
    clearTimeout(timer.current)
    changeFilters({ text: text.trim() })
  }
  return (
    <search>
      <form
        class="search"
        onSubmit={(event) => {
          event.preventDefault()
          search(typed)
        }}
      >
        <label>
          <span class="hidden">{t('search')}</span>
          <input
            type="search"
            name="q"
            placeholder={t('searchHint')}
            value={typed}
            onInput={(event) => {
              const text = event.currentTarget.value
              setTyped(text)
              clearTimeout(timer.current)
              timer.current = window.setTimeout(() => search(text), 450)
            }}
          />
        </label>
      </form>
    </search>
  )
}
