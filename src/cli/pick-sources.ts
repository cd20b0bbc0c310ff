import { closest, distance } from 'fastest-levenshtein'
import { BadInput } from '../model/errors.ts'

/** The sources named by id (`kz/polisia-ru`) or by folder (`kz`); all of them when none is named. */
export function pickSources<S extends { id: string }>(names: string[], sources: S[]): S[] {
  if (names.length === 0) return sources
  const problems: string[] = []
  const picked = names.flatMap((name) => {
    const wanted = name.toLowerCase().replace(/\/$/, '')
    const found = sources.filter(({ id }) => id === wanted || id.startsWith(`${wanted}/`))
    if (found.length === 0) problems.push(unknown(name, sources))
    return found
  })
  if (problems.length > 0) throw new BadInput(problems.join('\n'))
  return [...new Set(picked)]
}

function unknown(name: string, sources: { id: string }[]): string {
  const ids = sources.map(({ id }) => id)
  const folders = [...new Set(ids.map((id) => id.split('/')[0]!))]
  const sameEnd = ids.find((id) => id.endsWith(`/${name}`))
  const near = sameEnd ?? closest(name, [...ids, ...folders])
  const isNear = sameEnd !== undefined || distance(name, near) <= Math.max(2, name.length / 3)
  return `There is no source ${name}.${isNear ? ` Did you mean ${near}?` : ''} Sources: ${ids.join(', ')}.`
}
