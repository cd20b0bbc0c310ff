import { t } from '../i18n/locale.ts'
import type { Finding, Kind } from './findings.ts'

const groups: { kind: Kind; name: 'quantities' | 'substances' | 'places' | 'categories' | 'relevance' }[] = [
  { kind: 'quantity', name: 'quantities' },
  { kind: 'substance', name: 'substances' },
  { kind: 'place', name: 'places' },
  { kind: 'category', name: 'categories' },
  { kind: 'relevance', name: 'relevance' },
]

/** Every value read from the text; choosing one shows its words there. */
export function FindingsList({
  findings,
  chosen,
  onChoose,
}: {
  findings: Finding[]
  chosen: string | null
  onChoose(id: string): void
}) {
  return (
    <section class="findings" aria-labelledby="findings-title">
      <h2 id="findings-title">{t('found')}</h2>
      <p class="quiet">{t('foundHint')}</p>
      {groups.map(({ kind, name }) => {
        const own = findings.filter((finding) => finding.kind === kind)
        if (!own.length) return null
        return (
          <div key={kind} class={`finding-group ${kind}`}>
            <h3>{t(name)}</h3>
            <ul>
              {own.map((finding) => (
                <li key={finding.id}>
                  <FindingButton finding={finding} pressed={finding.id === chosen} onChoose={onChoose} />
                </li>
              ))}
            </ul>
          </div>
        )
      })}
    </section>
  )
}

function FindingButton({
  finding,
  pressed,
  onChoose,
}: {
  finding: Finding
  pressed: boolean
  onChoose(id: string): void
}) {
  const { id, name, detail, evidence } = finding
  const words = [...new Set(evidence.map(({ text }) => `“${text}”`))].slice(0, 6).join(' ')
  const inside = (
    <>
      <strong>{name}</strong> {detail && <span class="detail">{detail}</span>}
      <span class="words">{words || t('noEvidence')}</span>
    </>
  )
  if (!evidence.length) return <div class="finding">{inside}</div>
  return (
    <button type="button" class="finding" aria-pressed={pressed} onClick={() => onChoose(id)}>
      {inside}
    </button>
  )
}
