import type { Exchange } from '../exchange.ts'
import { RequestError } from '../request-error.ts'

export interface ExportFormat {
  name: 'csv' | 'ndjson'
  /** A byte order mark first: Excel takes UTF-8 for something else without. */
  bom: boolean
}

const formats: Record<string, ExportFormat['name'] | null> = {
  'text/csv': 'csv',
  'application/x-ndjson': 'ndjson',
  'application/ndjson': 'ndjson',
  'application/jsonl': 'ndjson',
  'application/json': null,
  'application/graphql-response+json': null,
  'text/event-stream': null,
}

/** The form of table asked for by `?format=`, else by `Accept`; null where none is. Throws `RequestError`. */
export function exportFormat({ request, search }: Exchange): ExportFormat | null {
  const parameters = new URLSearchParams(search)
  const bom = ['1', 'true', 'yes'].includes(parameters.get('bom') ?? '')
  const asked = parameters.get('format')?.toLowerCase()
  if (asked === 'csv' || asked === 'ndjson') return { name: asked, bom }
  if (asked === 'json') return null
  if (asked !== undefined)
    throw new RequestError('NOT_ACCEPTABLE', `\`format\` is csv, ndjson or json, not ${asked.slice(0, 40)}.`)
  const name = preferred(request.headers.accept ?? '')
  return name && { name, bom }
}

/** The first of the types we know among those the client likes best. */
function preferred(accept: string): ExportFormat['name'] | null {
  const types = accept
    .split(',')
    .map((each) =>
      each
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/),
    )
    .map(([type = '', ...rest]) => ({ type, weight: weightOf(rest) }))
    .filter(({ type, weight }) => Object.hasOwn(formats, type) && weight > 0)
    .sort((a, b) => b.weight - a.weight)
  return types[0] ? formats[types[0].type]! : null
}

function weightOf(parameters: string[]): number {
  const q = parameters.find((each) => each.startsWith('q='))
  const weight = q === undefined ? 1 : Number(q.slice(2))
  return Number.isFinite(weight) ? weight : 0
}
