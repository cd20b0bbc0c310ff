import { type GraphQLOutputType, isLeafType, isListType, isNonNullType } from 'graphql'
import { compileField, type Run } from './compile-field.ts'
import { isPromise, runAll, settle } from './piece.ts'
import { PlainWay } from './plain-way.ts'
import type { SelectedField } from './selection.ts'

/** Result of a value as graphql-js gives it, or its promise. */
export type Complete = (value: unknown, run: Run) => unknown

/** Completes values of a type that hold no event: plain objects, for JSON to write in one go. */
export function compileValue(type: GraphQLOutputType, children: SelectedField[]): Complete {
  if (isNonNullType(type)) return required(compileValue(type.ofType, children))
  const complete = completeKind(type, children)
  return (value, run) => {
    if (value === null || value === undefined) return null
    if (value instanceof Error) throw new PlainWay(value.message)
    return isPromise(value) ? value.then((settled) => complete(settled, run)) : complete(value, run)
  }
}

function completeKind(type: GraphQLOutputType, children: SelectedField[]): Complete {
  if (isListType(type)) {
    const complete = compileValue(type.ofType, children)
    return nullable((list, run) => {
      if (!isIterable(list)) throw new PlainWay('A list is none.')
      return settle(runAll(list, (value) => complete(value, run)))
    })
  }
  if (isLeafType(type))
    return nullable((value) => {
      const written = type.serialize(value)
      if (written === null || written === undefined) throw new PlainWay(`${type.name} gave nothing.`)
      return written
    })
  return nullable(compileObject(children))
}

/** The object itself: its fields in the order asked for. */
export function compileObject(selected: SelectedField[]): (parent: unknown, run: Run) => unknown {
  const fields = selected.map((each) => ({ key: each.key, run: compileSelected(each) }))
  return (parent, run) => {
    const result: Record<string, unknown> = {}
    let waiting: Promise<void>[] | null = null
    try {
      for (const field of fields) {
        const value = field.run(parent, run)
        result[field.key] = value
        if (isPromise(value)) {
          waiting ??= []
          waiting.push(
            value.then((settled) => {
              result[field.key] = settled
            }),
          )
        }
      }
    } catch (error) {
      for (const each of waiting ?? []) each.catch(() => {})
      throw error
    }
    return waiting ? Promise.all(waiting).then(() => result) : result
  }
}

function compileSelected({ parent, field, node, children }: SelectedField): Complete {
  if (!field) return () => parent.name
  const resolve = compileField(parent, field, node)
  const complete = compileValue(field.type, children)
  return (source, run) => complete(resolve(source, run), run)
}

function required(complete: Complete): Complete {
  const check = (value: unknown) => {
    if (value === null || value === undefined) throw new PlainWay('Null where none may be.')
    return value
  }
  return (value, run) => {
    const result = complete(value, run)
    return isPromise(result) ? result.then(check) : check(result)
  }
}

/** A promise may bring null or an error late. */
function nullable(complete: Complete): Complete {
  return (value, run) => {
    if (value === null || value === undefined) return null
    if (value instanceof Error) throw new PlainWay(value.message)
    return complete(value, run)
  }
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value
}
