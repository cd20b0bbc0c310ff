import { WordTrie } from './word-trie.ts'

/** A known word with the ending a case or a number put on it; '' where there is none. */
export interface Stemmed<Value> {
  value: Value
  ending: string
}

interface StemRules {
  endings: ReadonlySet<string>
  longestEnding: number
  /** A shorter word takes no ending. */
  shortestStem: number
}

/** Finds the longest of the words a word begins with, where what is left is one of the endings. */
export function createStems<Value>(
  words: ReadonlyMap<string, Value>,
  { endings, longestEnding, shortestStem }: StemRules,
): (word: string) => Stemmed<Value> | undefined {
  const trie = new WordTrie()
  const values: Value[] = []
  for (const [word, value] of words) values[trie.add(word)] = value
  return (word) => {
    let found: Stemmed<Value> | undefined
    let node = 0
    for (let i = 0; i < word.length; i++) {
      node = trie.step(node, word.charCodeAt(i))
      if (node === 0) break
      const value = values[node]
      const left = word.length - i - 1
      if (value === undefined || left > longestEnding || (left > 0 && i + 1 < shortestStem)) continue
      const ending = word.slice(i + 1)
      if (left === 0 || endings.has(ending)) found = { value, ending }
    }
    return found
  }
}
