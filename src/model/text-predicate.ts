import type { StoredEvent } from './event.ts'
import { foldWords } from './fold-words.ts'
import { parseSearch, type SearchTerm } from './parse-search.ts'

/**
 * A test of words in memory, close to the database's search but not the same: in place of a stemmer, a long word may
 * differ in its last letters, in every language; stop words count; concepts are not known. Reads the query alike.
 */
export function textPredicate(
  text: string,
): (event: Pick<StoredEvent, 'title' | 'summary' | 'body'>) => boolean {
  const query = parseSearch(text)
  if (!query) return () => true
  return ({ title, summary, body }) => {
    const words = foldWords(`${title}\n${summary ?? ''}\n${body}`)
    return query.some((terms) => terms.every((term) => holds(term, words)))
  }
}

function holds({ words: asked, negated }: SearchTerm, words: string[]): boolean {
  const starts = asked.map(root)
  const found = words.some((_, at) => starts.every((start, offset) => words[at + offset]?.startsWith(start)))
  return found !== negated
}

/** What is left when an ending of up to two letters goes. */
function root(word: string): string {
  return word.length > 5 ? word.slice(0, -2) : word
}
