import type { Finding } from './findings.ts'

/** A run of text under the same findings. */
export interface Segment {
  start: number
  text: string
  findings: Finding[]
}

/** Cuts a text wherever a highlight begins or ends, so that overlapping ones need no nesting. */
export function segmentsOf(text: string, findings: Finding[]): Segment[] {
  const spans = findings.flatMap((finding) =>
    finding.evidence.map(({ start, end }) => ({ start, end, finding })),
  )
  const cuts = [...new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  )
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1]!
    const covering = spans
      .filter((span) => span.start <= start && end <= span.end)
      .map(({ finding }) => finding)
    return { start, text: text.slice(start, end), findings: [...new Set(covering)] }
  })
}
