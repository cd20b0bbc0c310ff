import { createServer } from 'node:http'
import { useGraphQlJit } from '@envelop/graphql-jit'
import { createYoga } from 'graphql-yoga'
import { openReadSide } from '../servers/open-read-side.ts'

export async function start({ place }) {
  const { schema, context } = await openReadSide(place)
  const yoga = createYoga({ schema, context, logging: false, plugins: [useGraphQlJit()] })
  const server = createServer(yoga)
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${server.address().port}` }
}
