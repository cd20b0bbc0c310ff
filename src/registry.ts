import { readdir } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { ConnectorDefinition, Source } from './connector/types.ts'
import { checkDefinition } from './registry/check-definition.ts'
import { toSource } from './registry/to-source.ts'

export const connectorsFolder = fileURLToPath(new URL('../connectors/', import.meta.url))

/** Connector files that do not hold what they must; `problems` has one line for each thing to fix. */
export class InvalidConnectors extends Error {
  override readonly name = 'InvalidConnectors'
  readonly problems: string[]
  constructor(problems: string[]) {
    const list = problems.map((problem) => `  ${problem}`).join('\n')
    super(`${problems.length} problem(s) in the connectors:\n${list}`)
    this.problems = problems
  }
}

/**
 * Every source, found by walking `<cc>/<slug>.ts` and `regional/<slug>.ts`; sorted by id. Throws
 * `InvalidConnectors` with all problems of all files at once.
 */
export async function loadRegistry(folder: string = connectorsFolder): Promise<Source[]> {
  const files = await loadConnectors(folder)
  return files.flatMap(({ sources }) => sources).sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** The same, by file: `path` without the ending, and the sources it describes. Throws as `loadRegistry`. */
export async function loadConnectors(
  folder: string = connectorsFolder,
): Promise<{ path: string; sources: Source[] }[]> {
  const paths = await connectorPaths(folder)
  const loaded = await Promise.all(paths.map((path) => loadConnector(folder, path)))
  const sources = loaded.flatMap((file) => file.sources)
  const problems = [...loaded.flatMap((file) => file.problems), ...duplicates(sources)]
  if (problems.length > 0) throw new InvalidConnectors(problems)
  return loaded.map((file, i) => ({ path: paths[i]!, sources: file.sources }))
}

/** Paths below the folder without the ending: `kz/polisia-ru`. */
export async function connectorPaths(folder: string = connectorsFolder): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true })
  const files = entries.map((entry) => entry.replaceAll('\\', '/')).filter((entry) => entry.endsWith('.ts'))
  return files.map((file) => file.slice(0, -'.ts'.length)).sort()
}

interface LoadedConnector {
  sources: Source[]
  problems: string[]
}

async function loadConnector(folder: string, path: string): Promise<LoadedConnector> {
  const complain = (problem: string) => `connectors/${path}.ts: ${problem}`
  try {
    const address = pathToFileURL(`${folder.replace(/\/$/, '')}/${path}.ts`).href
    const { default: exported } = (await import(address)) as { default?: unknown }
    const definitions = [exported].flat() as (ConnectorDefinition | undefined)[]
    const problems = definitions.flatMap((definition) => checkDefinition(path, definition))
    if (problems.length > 0) return { sources: [], problems: problems.map(complain) }
    return { sources: definitions.map((definition) => toSource(path, definition!)), problems: [] }
  } catch (cause) {
    return { sources: [], problems: [complain(cause instanceof Error ? cause.message : String(cause))] }
  }
}

function duplicates(sources: Source[]): string[] {
  const counts = Map.groupBy(sources, ({ id }) => id)
  return [...counts]
    .filter(([, same]) => same.length > 1)
    .map(([id, same]) => `${id}: ${same.length} connectors have this id; give each its own file or variant`)
}
