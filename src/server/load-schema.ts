import { readdir, readFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { type GraphQLSchema, parse } from 'graphql'
import { checkRepresentations } from './check-representations.ts'

const root = join(import.meta.dirname, '../..')

/** The public contract as found: every file of `schema/` with the resolvers of the same name. */
export async function loadSchema(): Promise<GraphQLSchema> {
  const [schemas, resolvers] = await Promise.all([filesOf('schema', '.graphql'), filesOf('resolvers', '.ts')])
  for (const name of resolvers.keys())
    if (!schemas.has(name)) throw new Error(`resolvers/${name}.ts has no schema/${name}.graphql beside it.`)
  const modules = [...schemas].map(async ([name, path]) => ({
    typeDefs: parse(await readFile(path, 'utf8')),
    resolvers: resolvers.has(name) ? await resolversAt(resolvers.get(name)!) : {},
  }))
  return checkRepresentations(buildSubgraphSchema(await Promise.all(modules)))
}

async function filesOf(folder: string, extension: string): Promise<Map<string, string>> {
  const names = (await readdir(join(root, folder))).filter((name) => extname(name) === extension).sort()
  return new Map(names.map((name) => [basename(name, extension), join(root, folder, name)]))
}

async function resolversAt(path: string) {
  return (await import(pathToFileURL(path).href)).default
}
