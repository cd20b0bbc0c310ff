import { type GraphQLOutputType, isListType, isNonNullType } from 'graphql'
import { compileEvent } from './compile-event.ts'
import { compileArguments, compileField, type Run } from './compile-field.ts'
import { compileValue } from './compile-value.ts'
import { type EventReference, eventReferences } from './field-facts.ts'
import type { FragmentCache } from './fragment-cache.ts'
import { isPromise, type MaybePromise, nullPiece, type Piece, runAll, settle } from './piece.ts'
import { PlainWay } from './plain-way.ts'
import type { SelectedField } from './selection.ts'

export type Write = (value: unknown, run: Run) => MaybePromise<Piece>

/** Writes an object, and the events in it from kept bytes. */
export function compileObjectPiece(selected: SelectedField[], fragments: FragmentCache): Write {
  const fields = selected.map((each, index) => ({
    start: `${index ? ',' : '{'}${JSON.stringify(each.key)}:`,
    write: compileFieldPiece(each, fragments),
  }))
  if (!fields.length) return () => '{}'
  return (parent, run) => {
    const written = settle(runAll(fields, (field) => field.write(parent, run)))
    const join = (pieces: Piece[]) => [...fields.flatMap(({ start }, index) => [start, pieces[index]!]), '}']
    return isPromise(written) ? written.then(join) : join(written)
  }
}

export function compileFieldPiece(selected: SelectedField, fragments: FragmentCache): Write {
  const { parent, field, node, children, holdsEvent } = selected
  if (!field) return () => JSON.stringify(parent.name)
  if (!holdsEvent) return valuePiece(selected)
  const references = eventReferences[`${parent.name}.${field.name}`]
  if (references) return referencedEvents(references, children, fragments)
  const resolve = compileField(parent, field, node)
  const write = compilePiece(field.type, children, fragments)
  if (parent.name === 'Query' && field.name === 'event') return eventById(selected, write, fragments)
  return (source, run) => write(resolve(source, run), run)
}

/** Where the event's revision and its bytes are known, nothing is read. */
function eventById(
  { parent, field, node, children }: SelectedField,
  write: Write,
  fragments: FragmentCache,
): Write {
  const resolve = compileField(parent, field!, node)
  const argumentsOf = compileArguments(field!, node)
  const { known } = compileEvent(children, fragments)
  return async (source, run) => {
    const { id } = argumentsOf(run)
    const revision = typeof id === 'string' && known ? await run.context.revisionOf(id) : null
    const piece = revision === null ? undefined : known?.({ id: id as string, revision }, run)
    return piece ?? write(resolve(source, run), run)
  }
}

function valuePiece({ parent, field, node, children }: SelectedField): Write {
  const resolve = compileField(parent, field!, node)
  const complete = compileValue(field!.type, children)
  return (source, run) => {
    const value = complete(resolve(source, run), run)
    return isPromise(value) ? value.then((settled) => JSON.stringify(settled)) : JSON.stringify(value)
  }
}

function compilePiece(type: GraphQLOutputType, children: SelectedField[], fragments: FragmentCache): Write {
  if (isNonNullType(type)) return required(compilePiece(type.ofType, children, fragments))
  const write = pieceOfKind(type, children, fragments)
  const settled: Write = (value, run) => {
    if (value === null || value === undefined) return nullPiece
    if (value instanceof Error) throw new PlainWay(value.message)
    return write(value, run)
  }
  return (value, run) => (isPromise(value) ? value.then((late) => settled(late, run)) : settled(value, run))
}

function pieceOfKind(type: GraphQLOutputType, children: SelectedField[], fragments: FragmentCache): Write {
  if (!isListType(type))
    return 'name' in type && type.name === 'Event'
      ? compileEvent(children, fragments).ofEvent
      : compileObjectPiece(children, fragments)
  const write = compilePiece(type.ofType, children, fragments)
  return (list, run) => {
    if (typeof list !== 'object' || list === null || !(Symbol.iterator in list))
      throw new PlainWay('A list is none.')
    return listPiece(runAll(list as Iterable<unknown>, (value) => write(value, run)))
  }
}

function referencedEvents(
  references: (parent: never) => EventReference | EventReference[],
  children: SelectedField[],
  fragments: FragmentCache,
): Write {
  const { ofReference } = compileEvent(children, fragments)
  return (parent, run) => {
    const found = references(parent as never)
    if (!Array.isArray(found)) return ofReference(found, run)
    return listPiece(runAll(found, (reference) => ofReference(reference, run)))
  }
}

function listPiece(pieces: MaybePromise<Piece>[]): MaybePromise<Piece> {
  const join = (settled: Piece[]) => {
    const joined: Piece[] = ['[']
    settled.forEach((piece, index) => {
      if (index) joined.push(',')
      joined.push(piece)
    })
    joined.push(']')
    return joined
  }
  const written = settle(pieces)
  return isPromise(written) ? written.then(join) : join(written)
}

function required(write: Write): Write {
  const check = (piece: Piece) => {
    if (piece === nullPiece) throw new PlainWay('Null where none may be.')
    return piece
  }
  return (value, run) => {
    const piece = write(value, run)
    return isPromise(piece) ? piece.then(check) : check(piece)
  }
}
