import { styleText } from 'node:util'
import type { Told } from './timeline.ts'

const signs: Record<Told['what'], { word: string; color: Parameters<typeof styleText>[0] }> = {
  published: { word: 'publishes', color: 'cyan' },
  edited: { word: 'edits', color: 'yellow' },
  withdrawn: { word: 'takes back', color: 'magenta' },
  down: { word: 'goes down', color: 'red' },
  back: { word: 'is back', color: 'green' },
}

/** A happening on a site: `10:42:05  site     kz/polisia-ru publishes «…»`. */
export function printTold({ what, where, title }: Told, at: Date): void {
  const { word, color } = signs[what]
  line(at, 'site', `${where} ${styleText(color, word)}${title ? ` ${quoted(title)}` : ''}`)
}

export interface SeenChange {
  kind: string
  seq: number
  event: { title: string; country: { code: string }; source: { id: string } } | null
}

/** What the gateway made of it: `10:42:06  gateway  ADDED 163 KZ kz/polisia-ru «…»`. */
export function printChange({ kind, seq, event }: SeenChange, at: Date): void {
  const color = kind === 'ADDED' ? 'green' : kind === 'REVISED' ? 'yellow' : 'magenta'
  const about = event ? `${event.country.code} ${event.source.id} ${quoted(event.title)}` : ''
  line(at, 'gateway', `${styleText(color, kind.toLowerCase().padEnd(9))} #${seq} ${about}`)
}

export function line(at: Date, who: string, text: string): void {
  const clock = at.toTimeString().slice(0, 8)
  console.log(`${styleText('dim', clock)}  ${styleText('bold', who.padEnd(8))} ${text}`)
}

function quoted(title: string): string {
  return styleText('dim', `«${title.length > 90 ? `${title.slice(0, 89)}…` : title}»`)
}

/** Many changes at once, as the first minutes bring them: how many reports of each country. */
export function printStored(changes: SeenChange[], at: Date): void {
  const byCountry = Map.groupBy(changes, ({ event }) => event?.country.code ?? '–')
  const counts = [...byCountry].map(([code, list]) => `${code} ${list.length}`).sort()
  line(at, 'gateway', `${styleText('green', `${changes.length} changes`)}: ${counts.join(', ')}`)
}
