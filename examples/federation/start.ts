import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { composeSupergraph } from './compose-supergraph.ts'
import { type Assessment, serveAssessments } from './serve-assessments.ts'
import { serveSupergraph } from './serve-supergraph.ts'

// `npm run example:federation`: a Bulletin that is running, a service of one's own, and one address over both.
const { values } = parseArgs({
  options: {
    bulletin: { type: 'string', default: 'http://127.0.0.1:4000/graphql' },
    port: { type: 'string', default: '4200' },
    supergraph: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
if (values.help) {
  console.log(`npm run example:federation -- [options]
  --bulletin URL     GraphQL address of a Bulletin that runs (http://127.0.0.1:4000/graphql)
  --port N           of the address over both (4200); the service of assessments takes the next one
  --supergraph FILE  writes the composed schema there too`)
  process.exit()
}

async function newestReports(): Promise<string[]> {
  const response = await fetch(values.bulletin, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ events(first: 3) { nodes { url } } }' }),
  })
  const { data } = (await response.json()) as { data: { events: { nodes: { url: string }[] } } }
  return data.events.nodes.map(({ url }) => url)
}

/** So that there is something to see: one judgement for each of the newest reports. */
function judge(urls: string[]): Assessment[] {
  const samples = [
    { reliability: 'CONFIRMED', note: 'Two sources say the same.' },
    { reliability: 'PROBABLE', note: 'Fits what is known; one source.' },
    { reliability: 'DOUBTFUL', note: 'The amount does not fit the number of parcels.' },
  ] as const
  return urls.map((url, i) => ({ url, analyst: 'A. Analyst', ...samples[i % samples.length]! }))
}

try {
  const port = Number(values.port)
  await using assessments = await serveAssessments(judge(await newestReports()), port + 1)
  const { sdl, hints } = await composeSupergraph([
    { name: 'bulletin', url: values.bulletin },
    { name: 'assessments', url: assessments.url },
  ])
  if (values.supergraph) await writeFile(values.supergraph, sdl)
  for (const hint of hints) console.log(hint)
  await using gateway = await serveSupergraph(sdl, { port })
  console.log(`Bulletin and assessments answer together at ${gateway.url}\nCtrl-C stops it.`)
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
} catch (error) {
  console.error(
    error instanceof TypeError
      ? `No Bulletin answers at ${values.bulletin}: start one with npm run demo.`
      : error,
  )
  process.exitCode = 1
}
