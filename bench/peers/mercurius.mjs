import Fastify from 'fastify'
import mercurius from 'mercurius'
import { openReadSide } from '../servers/open-read-side.ts'

/** Mercurius with graphql-jit from the first request on. */
export async function start({ place, memory }) {
  const { schema, context } = await openReadSide(place, memory?.entityBytes)
  const app = Fastify()
  app.register(mercurius, { schema, jit: 1, context })
  return { url: await app.listen({ port: 0, host: '127.0.0.1' }) }
}
