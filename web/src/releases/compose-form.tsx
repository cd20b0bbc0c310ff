import { useState } from 'preact/hooks'
import { navigate } from '../address/location.ts'
import { dayInShort, periodInWords } from '../i18n/format.ts'
import { t } from '../i18n/locale.ts'
import { halfMonth, lastHalfMonth, numberOf } from './half-month.ts'
import { releasePath } from './release-address.ts'

/** Composes by going to the address of what is to be composed. */
export function ComposeForm() {
  return (
    <div class="compose">
      <HalfMonthForm />
      <PeriodForm />
    </div>
  )
}

const numbers = Array.from({ length: 24 }, (_, index) => index + 1)

function HalfMonthForm() {
  const newest = lastHalfMonth(new Date())
  const [year, setYear] = useState(String(newest.year))
  const [number, setNumber] = useState(newest.number)
  const isYear = /^(?:19|20|21)\d\d$/.test(year)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        navigate(releasePath({ kind: 'NUMBER', year: Number(year), number }))
      }}
    >
      <fieldset>
        <legend>{t('ofHalfMonth')}</legend>
        <label>
          {t('year')}
          <input
            type="number"
            required
            min={1990}
            max={2200}
            value={year}
            onInput={(event) => setYear(event.currentTarget.value)}
          />
        </label>
        <label>
          {t('halfMonth')}
          <select value={number} onChange={(event) => setNumber(Number(event.currentTarget.value))}>
            {numbers.map((each) => {
              const { from, to } = halfMonth(isYear ? Number(year) : newest.year, each)
              return (
                <option key={each} value={each}>
                  № {each}: {periodInWords(from, to)}
                </option>
              )
            })}
          </select>
        </label>
        <button type="submit" class="main">
          {t('compose')}
        </button>
      </fieldset>
    </form>
  )
}

function PeriodForm() {
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const both = from !== '' && to !== ''
  const number = both ? numberOf(from, to) : null
  const wrong =
    both && from > to
      ? t('wrongPeriod')
      : from > new Date().toISOString().slice(0, 10)
        ? t('releaseFuture')
        : null
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!wrong && both) navigate(releasePath({ kind: 'PERIOD', from, to }))
      }}
    >
      <fieldset>
        <legend>{t('ofPeriod')}</legend>
        <Day name={t('firstDay')} value={from} onPick={setFrom} />
        <Day name={t('lastDay')} value={to} onPick={setTo} />
        <button type="submit" class="main">
          {t('compose')}
        </button>
        {wrong && (
          <p class="wrong" role="alert">
            {wrong} {both && from > to && `${dayInShort(from)} > ${dayInShort(to)}`}
          </p>
        )}
        {number !== null && (
          <p class="quiet">
            <a href={releasePath({ kind: 'NUMBER', year: Number(from.slice(0, 4)), number })}>
              {t('halfMonthHasNumber', { number, year: from.slice(0, 4) })}
            </a>
          </p>
        )}
      </fieldset>
    </form>
  )
}

function Day({ name, value, onPick }: { name: string; value: string; onPick(day: string): void }) {
  return (
    <label>
      {name}
      <input type="date" required value={value} onInput={(event) => onPick(event.currentTarget.value)} />
    </label>
  )
}
