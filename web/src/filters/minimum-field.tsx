import { changeFilters, filters } from '../address/filters.ts'
import { mass } from '../i18n/format.ts'
import { t } from '../i18n/locale.ts'

const steps = [100, 1_000, 10_000, 100_000, 1_000_000]

export function MinimumField() {
  const { minGrams } = filters.value
  const known = minGrams === '' || steps.includes(Number(minGrams))
  return (
    <fieldset class="minimum">
      <legend>{t('minimum')}</legend>
      <label>
        <span class="hidden">{t('minimum')}</span>
        <select value={minGrams} onChange={(event) => changeFilters({ minGrams: event.currentTarget.value })}>
          <option value="">–</option>
          {!known && <option value={minGrams}>{mass(Number(minGrams))}</option>}
          {steps.map((grams) => (
            <option key={grams} value={String(grams)}>
              {mass(grams)}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  )
}
