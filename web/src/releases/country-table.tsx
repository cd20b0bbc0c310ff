import { countryName, memberStates } from '../i18n/format.ts'
import { t } from '../i18n/locale.ts'

interface Row {
  name: string
  country: string
  value: number
}

/** Names down, countries across, totals last; nothing where there are no rows. */
export function CountryTable({
  caption,
  rows,
  say,
}: {
  caption: string
  rows: Row[]
  say(value: number): string
}) {
  if (!rows.length) return null
  const place = (code: string) => (memberStates.includes(code) ? memberStates.indexOf(code) : 99)
  const countries = [...new Set(rows.map(({ country }) => country))].sort((a, b) => place(a) - place(b))
  const sum = (some: Row[]) => (some.length ? say(some.reduce((all, { value }) => all + value, 0)) : '–')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section class="scroll" tabIndex={0} aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <td />
            {countries.map((code) => (
              <th key={code} scope="col" class="number">
                {countryName(code)}
              </th>
            ))}
            <th scope="col" class="number">
              {t('total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...Map.groupBy(rows, ({ name }) => name)].map(([name, own]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {countries.map((code) => (
                <td key={code} class="number">
                  {sum(own.filter(({ country }) => country === code))}
                </td>
              ))}
              <td class="number">{sum(own)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
