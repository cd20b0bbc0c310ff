import { useMemo } from 'preact/hooks'
import type { Finding, Kind } from './findings.ts'
import { segmentsOf } from './segments.ts'

const strength: Kind[] = ['quantity', 'substance', 'place', 'category', 'relevance']

interface Props {
  text: string
  language: string
  findings: Finding[]
  /** Id of the finding looked at; its words stand out. */
  chosen: string | null
  onChoose(id: string): void
}

/** The text as text: whatever a source writes is shown and never run. */
export function HighlightedText({ text, language, findings, chosen, onChoose }: Props) {
  const segments = useMemo(() => segmentsOf(text, findings), [text, findings])
  return (
    <div class="body" lang={language}>
      {segments.map(({ start, text: words, findings: over }) => {
        if (!over.length) return words
        const kind = strength.find((each) => over.some((finding) => finding.kind === each))!
        const isChosen = over.some(({ id }) => id === chosen)
        const told = over.map(({ name }) => name).join(' · ')
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list of findings offers the same to the keyboard
          <mark
            key={start}
            class={`found ${kind} ${isChosen ? 'is-chosen' : ''}`}
            data-findings={over.map(({ id }) => id).join(' ')}
            title={told}
            onClick={() => onChoose(over.find((finding) => finding.kind === kind)!.id)}
          >
            {words}
          </mark>
        )
      })}
    </div>
  )
}
