import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode, visit } from 'graphql'
import { QueryTooComplex, queryLimits } from '../query-limits.ts'

/** More than any honest document needs; what validation compares grows with the square of some of them. */
const limits = { fragments: 200, variables: 200, comparisons: 20_000, textLength: 65_536, nameLength: 256 }

/**
 * Throws `QueryTooComplex` for a document that is dear to validate, let alone to run, in time linear in what it
 * stands for at most: validation compares fields of one name pair by pair, through all fragments.
 */
export function checkShape(document: DocumentNode): void {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node)
  refuseMore(fragments.size, limits.fragments, 'fragments')
  checkWritten(document)
  let left = limits.comparisons
  const spend = (count: number) => {
    left -= count
    if (left < 0)
      throw new QueryTooComplex('The document asks for too many fields, or for one too many times.')
  }

  /** Takes selections that end up in one object; `path` holds the fragments they lie in. */
  function walk(sets: SelectionSetNode[], depth: number, path: ReadonlySet<string>): void {
    if (depth > queryLimits.depth)
      throw new QueryTooComplex(`The document goes deeper than the ${queryLimits.depth} levels it may.`)
    const below = new Map<string, { count: number; sets: SelectionSetNode[] }>()
    const entered = new Set(path)
    const collect = ({ selections }: SelectionSetNode): void => {
      for (const node of selections) {
        spend(1)
        if (node.kind === Kind.INLINE_FRAGMENT) collect(node.selectionSet)
        else if (node.kind === Kind.FRAGMENT_SPREAD) {
          const fragment = fragments.get(node.name.value)
          // One that leads back to itself is for validation to tell.
          if (!fragment || entered.has(node.name.value)) continue
          entered.add(node.name.value)
          collect(fragment.selectionSet)
        } else {
          const key = node.alias?.value ?? node.name.value
          const same = below.get(key) ?? { count: 0, sets: [] }
          spend(same.count++)
          if (node.selectionSet) same.sets.push(node.selectionSet)
          below.set(key, same)
        }
      }
    }
    for (const set of sets) collect(set)
    for (const { sets } of below.values()) if (sets.length > 0) walk(sets, depth + 1, entered)
  }
  for (const node of document.definitions)
    if ('selectionSet' in node && node.selectionSet) walk([node.selectionSet], 1, new Set())
}

/** What is counted where it stands. */
function checkWritten(document: DocumentNode): void {
  const counts = { aliases: 0, directives: 0, variables: 0 }
  visit(document, {
    Field({ alias }) {
      if (alias) refuseMore(++counts.aliases, queryLimits.aliases, 'aliases')
    },
    Directive() {
      refuseMore(++counts.directives, queryLimits.directives, 'directives')
    },
    VariableDefinition() {
      refuseMore(++counts.variables, limits.variables, 'variables')
    },
    Name({ value }) {
      refuseMore(value.length, limits.nameLength, 'characters in one name')
    },
    StringValue({ value }) {
      refuseMore(value.length, limits.textLength, 'characters in one text')
    },
  })
}

function refuseMore(count: number, limit: number, what: string): void {
  if (count > limit) throw new QueryTooComplex(`The document has more than the ${limit} ${what} it may have.`)
}
