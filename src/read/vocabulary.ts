/** A concept of the controlled vocabulary of substances. */
export interface SubstanceConcept {
  id: string
  parent: string | null
  /** In English. */
  name: string
  /** In other languages, by ISO 639-1 code. */
  names?: Record<string, string>
}

export interface SubstanceView {
  id: string
}

export interface Vocabulary {
  has(id: string): boolean
  name(id: string, language: string): string
  parent(id: string): SubstanceView | null
  descendants(id: string): SubstanceView[]
  /** Broader concepts, nearest first. */
  ancestors(id: string): string[]
}

export function createVocabulary(concepts: SubstanceConcept[]): Vocabulary {
  const byId = new Map(concepts.map((concept) => [concept.id, concept]))
  const children = Map.groupBy(concepts, (concept) => concept.parent)
  const below = (id: string): SubstanceView[] =>
    (children.get(id) ?? []).flatMap((child) => [{ id: child.id }, ...below(child.id)])
  const above = (id: string): string[] => {
    const parent = byId.get(id)?.parent
    return parent ? [parent, ...above(parent)] : []
  }
  return {
    // Without a vocabulary nothing can be told from a misprint.
    has: (id) => byId.size === 0 || byId.has(id),
    name: (id, language) => {
      const { name, names = {} } = byId.get(id) ?? { name: id.replaceAll('_', ' ') }
      return names[language] ?? names[language.split('-')[0]!] ?? name
    },
    parent: (id) => {
      const parent = byId.get(id)?.parent
      return parent ? { id: parent } : null
    },
    descendants: below,
    ancestors: above,
  }
}
