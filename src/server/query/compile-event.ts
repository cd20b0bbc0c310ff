import type { StoredEvent } from '../../model/event.ts'
import type { Run } from './compile-field.ts'
import { compileFieldPiece, type Write } from './compile-piece.ts'
import { compileObject } from './compile-value.ts'
import type { EventReference } from './field-facts.ts'
import type { FragmentCache } from './fragment-cache.ts'
import { isPromise, type MaybePromise, type Piece, runAll, settle } from './piece.ts'
import { PlainWay } from './plain-way.ts'
import type { SelectedField } from './selection.ts'

export interface WriteEvent {
  ofEvent: Write
  /** Its bytes where they are known; absent where some of it is written each time. */
  known?(reference: EventReference, run: Run): Piece | undefined
  /** Loads the event only where its bytes are not known. */
  ofReference(reference: EventReference, run: Run): MaybePromise<Piece>
}

/** Fields in a row that are fixed by the revision share one kept fragment; the others are written each time. */
export function compileEvent(selected: SelectedField[], fragments: FragmentCache): WriteEvent {
  const parts = partsOf(selected)
  const only = parts.length === 1 && parts[0]!.fixed ? keptPart(parts[0]!.fields, fragments, true) : null
  if (only)
    return {
      ofEvent: (event, run) => only.make(event as StoredEvent, run),
      known: only.known,
      ofReference: (reference, run) =>
        only.known(reference, run) ?? run.context.listed(reference.id).then((event) => only.make(event, run)),
    }
  const writers = parts.map(({ fixed, fields }) =>
    fixed ? keptPart(fields, fragments, false).make : freshPart(fields, fragments),
  )
  const ofEvent: Write = (value, run) => {
    const event = value as StoredEvent
    const written = settle(runAll(writers, (write) => write(event, run)))
    const join = (pieces: Piece[]): Piece => [
      '{',
      ...pieces.flatMap((piece, i) => (i ? [',', piece] : [piece])),
      '}',
    ]
    return isPromise(written) ? written.then(join) : join(written)
  }
  return {
    ofEvent,
    ofReference: ({ id }, run) => run.context.listed(id).then((event) => ofEvent(event, run)),
  }
}

interface Part {
  fixed: boolean
  fields: SelectedField[]
}

function partsOf(selected: SelectedField[]): Part[] {
  const parts: Part[] = []
  for (const field of selected) {
    const last = parts.at(-1)
    if (last?.fixed === field.fixed) last.fields.push(field)
    else parts.push({ fixed: field.fixed, fields: [field] })
  }
  return parts
}

function keptPart(fields: SelectedField[], fragments: FragmentCache, braces: boolean) {
  const build = compileObject(fields)
  const text = `${braces ? '{' : ''}${fields.map((field) => field.text).join(' ')}`
  const names = [...new Set(fields.flatMap(({ variables }) => [...variables]))].sort()
  const fixedShape = names.length ? null : fragments.shapeOf(text)
  const shapeOf = ({ variables }: Run) =>
    fixedShape ?? fragments.shapeOf(`${text} ${JSON.stringify(valuesOf(variables))}`)

  /** A variable left out reads differently from one that is null. */
  function valuesOf(variables: Run['variables']) {
    return names.map((name) => (Object.hasOwn(variables, name) ? [variables[name]] : []))
  }

  return {
    known: ({ id, revision }: EventReference, run: Run) => fragments.get(id, revision, shapeOf(run)),
    make: (event: StoredEvent, run: Run): Uint8Array => {
      const shape = shapeOf(run)
      const known = fragments.get(event.id, event.revision, shape)
      if (known) return known
      const value = build(event, run)
      if (isPromise(value)) {
        value.catch(() => {})
        throw new PlainWay('A field that is stated to be fixed has to be waited for.')
      }
      const json = JSON.stringify(value)
      return fragments.put(event.id, event.revision, shape, braces ? json : json.slice(1, -1))
    },
  }
}

function freshPart(
  fields: SelectedField[],
  fragments: FragmentCache,
): (event: StoredEvent, run: Run) => MaybePromise<Piece> {
  const writers = fields.map((field, index) => ({
    start: `${index ? ',' : ''}${JSON.stringify(field.key)}:`,
    write: compileFieldPiece(field, fragments),
  }))
  return (event, run) => {
    const written = settle(runAll(writers, ({ write }) => write(event, run)))
    const join = (pieces: Piece[]): Piece => writers.flatMap(({ start }, index) => [start, pieces[index]!])
    return isPromise(written) ? written.then(join) : join(written)
  }
}
