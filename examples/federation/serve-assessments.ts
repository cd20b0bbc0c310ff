import { readFile } from 'node:fs/promises'
import { ApolloServer } from '@apollo/server'
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled'
import { startStandaloneServer } from '@apollo/server/standalone'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { parse } from 'graphql'

export interface Assessment {
  /** Address of the report as Bulletin tells it. */
  url: string
  reliability: 'CONFIRMED' | 'PROBABLE' | 'DOUBTFUL'
  note: string
  analyst: string
}

export interface Subgraph extends AsyncDisposable {
  url: string
}

/** A service of one's own beside Bulletin: keeps what analysts think of reports, and nothing of the reports. */
export async function serveAssessments(assessments: Assessment[], port = 0): Promise<Subgraph> {
  const byUrl = new Map(assessments.map((each) => [each.url, each]))
  const typeDefs = parse(await readFile(new URL('assessments.graphql', import.meta.url), 'utf8'))
  const resolvers = {
    Query: {
      assessments: (_: unknown, { reliability }: { reliability?: string }) =>
        assessments.filter((each) => !reliability || each.reliability === reliability),
    },
    // What Bulletin knows of the report is asked of Bulletin, by the address.
    Assessment: { event: ({ url }: Assessment) => ({ url }) },
    Event: { assessment: ({ url }: { url: string }) => byUrl.get(url) ?? null },
  }
  const server = new ApolloServer({
    schema: buildSubgraphSchema({ typeDefs, resolvers }),
    plugins: [ApolloServerPluginInlineTraceDisabled()],
  })
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port } })
  return { url, [Symbol.asyncDispose]: () => server.stop() }
}
