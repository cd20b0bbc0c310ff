import { composeServices } from '@apollo/composition'
import { parse } from 'graphql'

export interface Service {
  name: string
  /** Where its GraphQL answers: `http://127.0.0.1:4000/graphql`. */
  url: string
}

export interface Supergraph {
  sdl: string
  /** What composition thinks worth a look. */
  hints: string[]
}

/** Asks each service for its schema and composes them by the rules of Apollo Federation 2. Throws what does not fit. */
export async function composeSupergraph(services: Service[]): Promise<Supergraph> {
  const subgraphs = services.map(async (service) => ({ ...service, typeDefs: parse(await readSdl(service)) }))
  const composed = composeServices(await Promise.all(subgraphs))
  if (composed.errors) throw new Error(composed.errors.map(({ message }) => message).join('\n'))
  return { sdl: composed.supergraphSdl, hints: composed.hints.map((hint) => hint.toString()) }
}

/** Federation's own way to ask: needs no introspection. */
async function readSdl({ name, url }: Service): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
  })
  const { data, errors } = (await response.json()) as {
    data?: { _service: { sdl: string } } | null
    errors?: { message: string }[]
  }
  if (data) return data._service.sdl
  throw new Error(`${name} did not tell its schema: ${errors?.map(({ message }) => message).join('; ')}`)
}
