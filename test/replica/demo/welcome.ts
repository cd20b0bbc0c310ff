import { styleText } from 'node:util'

const queries = [
  {
    title: 'What happened lately, and where',
    query: '{ events(first: 10) { nodes { publishedOn country { name } title source { id } url } } }',
  },
  {
    title: 'Every source and how it is doing',
    query: '{ sources { id country { code } health { status strategy lastError { message } } } }',
  },
  {
    title: 'Seizures of at least a kilogram, with the words they were read from',
    query:
      '{ events(filter: { minGrams: 1000 }, first: 5) { nodes { title country { code } quantities { value kind grams evidence { text } } } } }',
  },
]

/** Where to look and three queries to paste, as GraphQL and as curl. */
export function printWelcome(url: string, sites: number, isNew: boolean): void {
  const rule = styleText('dim', '─'.repeat(78))
  const about = isNew
    ? `${sites} replica sites answer on loopback; nothing leaves this machine.`
    : `${sites} replica sites go on where they stopped; what was stored is still there.`
  console.log(`${rule}\n${styleText('bold', 'Bulletin, demonstration.')} ${about}\n`)
  console.log(`  Open     ${styleText('cyan', url)}`)
  console.log(`  GraphQL  ${styleText('cyan', `${url}/graphql`)}\n`)
  queries.forEach(({ title, query }, i) => {
    console.log(`  ${i + 1}. ${styleText('bold', title)}\n     ${query}`)
    const body = JSON.stringify({ query })
    console.log(
      styleText('dim', `     curl -s ${url}/graphql -H 'content-type: application/json' -d '${body}'\n`),
    )
  })
  console.log(`  Ctrl-C stops it. kill -9 and start again: nothing is lost, nothing repeated.\n${rule}`)
}
