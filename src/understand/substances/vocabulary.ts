import concepts from '../data/substances.json' with { type: 'json' }

/** A concept of the controlled vocabulary. */
export interface Concept {
  id: string
  /** Broader concept; null at the top. */
  parent: string | null
  /** English name. */
  name: string
  /** Names in other languages, by ISO 639-1 code. */
  names: Record<string, string>
  /** Concept under which amounts of it are counted; itself where the data says nothing else. */
  reportedAs: string
  /** Patterns a language: `стем*` matches any word that begins so. */
  terms: Record<string, string[]>
  /** Patterns that are something else in the other languages: «наша» is hemp in Uzbek and «our» in Russian. */
  onlyIn: Record<string, string[]>
}

interface Entry extends Omit<Concept, 'reportedAs' | 'terms' | 'onlyIn'> {
  reportedAs?: string
  terms: Record<string, string[] | undefined>
  onlyIn?: Record<string, string[] | undefined>
}

export const vocabulary: ReadonlyMap<string, Concept> = new Map(
  (concepts as Entry[]).map((entry) => [
    entry.id,
    {
      id: entry.id,
      parent: entry.parent,
      name: entry.name,
      names: entry.names,
      reportedAs: entry.reportedAs ?? entry.id,
      terms: entry.terms as Record<string, string[]>,
      onlyIn: (entry.onlyIn ?? {}) as Record<string, string[]>,
    },
  ]),
)

/** The concept and all it is a kind of, nearest first. */
export function lineage(id: string): string[] {
  const line: string[] = []
  for (
    let at = vocabulary.get(id);
    at && !line.includes(at.id);
    at = at.parent ? vocabulary.get(at.parent) : undefined
  )
    line.push(at.id)
  return line
}

/** Narrowest concept all of these are kinds of; null where they share none. */
export function commonConcept(ids: readonly string[]): string | null {
  const [first, ...rest] = ids.map(lineage)
  return first?.find((id) => rest.every((line) => line.includes(id))) ?? null
}
