import { changeFilters, filters } from '../address/filters.ts'
import { plural, t } from '../i18n/locale.ts'

const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)

export function PeriodField() {
  const { from, to } = filters.value
  const wrong = from !== '' && to !== '' && from > to
  const year = new Date().getUTCFullYear()
  const shortcuts = [
    { name: plural('lastDays', 7), from: day(-6), to: '' },
    { name: plural('lastDays', 30), from: day(-29), to: '' },
    { name: t('thisYear'), from: `${year}-01-01`, to: '' },
  ]
  return (
    <fieldset class="period">
      <legend>{t('period')}</legend>
      <div class="dates">
        <DayField name={t('from')} value={from} onPick={(value) => changeFilters({ from: value })} />
        <DayField name={t('to')} value={to} onPick={(value) => changeFilters({ to: value })} />
      </div>
      {wrong && (
        <p class="wrong" role="alert">
          {t('wrongPeriod')}
        </p>
      )}
      <div class="shortcuts">
        {shortcuts.map((shortcut) => (
          <button
            type="button"
            key={shortcut.name}
            aria-pressed={from === shortcut.from && to === shortcut.to}
            onClick={() => changeFilters({ from: shortcut.from, to: shortcut.to })}
          >
            {shortcut.name}
          </button>
        ))}
      </div>
    </fieldset>
  )
}

function DayField({ name, value, onPick }: { name: string; value: string; onPick(value: string): void }) {
  return (
    <label>
      {name}
      <input type="date" value={value} onChange={(event) => onPick(event.currentTarget.value)} />
    </label>
  )
}
