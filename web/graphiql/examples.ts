export interface Example {
  /** The question it answers. */
  question: string
  query: string
}

const files = import.meta.glob<string>('./examples/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** In the order of their files; each begins with its question as a comment. */
export const examples: Example[] = Object.entries(files)
  .sort(([a], [b]) => a.localeCompare(b))
  .map(([, query]) => ({ question: /^# (.+)/.exec(query)?.[1] ?? '', query }))
