import { useState } from 'preact/hooks'
import { filters, type ListName, toggle } from '../address/filters.ts'
import { number } from '../i18n/format.ts'
import { plural, t } from '../i18n/locale.ts'

export interface Option {
  value: string
  name: string
  events: number | null
}

/** A list of things to tick, the most frequent first; what is ticked always shows. */
export function Facet({
  list,
  legend,
  options,
  most,
}: {
  list: ListName
  legend: string
  options: Option[]
  most: number
}) {
  const [open, setOpen] = useState(false)
  const chosen: string[] = filters.value[list]
  const shown = open ? options : options.filter(({ value }, index) => index < most || chosen.includes(value))
  return (
    <fieldset class="facet">
      <legend>{legend}</legend>
      {shown.map(({ value, name, events }) => (
        <label key={value} class={events === 0 ? 'zero' : undefined}>
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(list, value)} />
          <span class="name">{name}</span>
          {events !== null && <span class="count">{number(events)}</span>}
        </label>
      ))}
      {options.length > most && (
        <button type="button" class="plain" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('showFewer') : plural('showAll', options.length)}
        </button>
      )}
    </fieldset>
  )
}
