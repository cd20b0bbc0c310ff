import { createServer } from 'node:http'
import { ApolloServer } from '@apollo/server'
import { expressMiddleware } from '@as-integrations/express5'
import express from 'express'
import { openReadSide } from '../servers/open-read-side.ts'

/** Apollo Server as its documentation starts it: Express, every default. */
export async function start({ place }) {
  const { schema, context } = await openReadSide(place)
  const apollo = new ApolloServer({ schema })
  await apollo.start()
  const app = express()
  app.use('/graphql', express.json(), expressMiddleware(apollo, { context: async () => context() }))
  const server = createServer(app)
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${server.address().port}` }
}
