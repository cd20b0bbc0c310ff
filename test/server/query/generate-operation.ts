import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'

const deepest = 4
/** Left to graphql-js: they only show that they are. */
const undeclared = new Set(['item', 'translation', 'release', 'releases', 'apiKeys', 'auditLog', 'me'])

export type Random = (below: number) => number

export interface GeneratedOperation {
  query: string
  variables: Record<string, unknown>
}

/** Words the generator may use, so that most questions have answers. */
export interface Samples {
  ids: string[]
  urls: string[]
  sources: string[]
}

/** The same numbers for the same seed. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/**
 * A query over the whole schema: fields, aliases, repeated fields, inline and named fragments, conditions, arguments
 * as literals and as variables, also ones that are refused.
 */
export function generateOperation(
  schema: GraphQLSchema,
  random: Random,
  samples: Samples,
): GeneratedOperation {
  const definitions: string[] = []
  const variables: Record<string, unknown> = {}
  const fragments: string[] = []
  let count = 0

  const pick = <T>(list: readonly T[]): T => list[random(list.length)]!
  const oneIn = (times: number) => random(times) === 0

  function variable(type: string, value: unknown): string {
    const name = `v${++count}`
    definitions.push(`$${name}: ${type}`)
    if (value !== undefined) variables[name] = value
    return `$${name}`
  }

  function condition(): string {
    if (!oneIn(6)) return ''
    const directive = oneIn(2) ? 'include' : 'skip'
    const value = oneIn(2) ? variable('Boolean!', oneIn(2)) : String(oneIn(2))
    return ` @${directive}(if: ${value})`
  }

  function selection(type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields()).filter((field) => isAsked(field, depth))
    const lines: string[] = ['__typename']
    const wanted = depth === deepest ? 1 + random(2) : 1 + random(Math.min(6, fields.length + 1))
    for (let i = 0; i < wanted && fields.length; i++) lines.push(fieldText(pick(fields), depth))
    if (oneIn(5) && fields.length)
      lines.push(`... on ${type.name}${condition()} { ${fieldText(pick(fields), depth)} }`)
    if (oneIn(6) && fields.length) {
      const name = `F${++count}`
      const body = fieldText(pick(fields), depth)
      fragments.push(`fragment ${name} on ${type.name} { ${body} }`)
      lines.push(`...${name}${condition()}`)
    }
    return lines.join(' ')
  }

  function isAsked({ name, type }: GraphQLField<unknown, unknown>, depth: number): boolean {
    // Federation's own, and what reads sites.
    if (name.startsWith('_') || undeclared.has(name)) return oneIn(40)
    return depth > 0 || isLeafType(getNamedType(type))
  }

  function fieldText(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type)
    // Every use under a name of its own, so that no two of them conflict; now and then the bare one.
    const alias = field.args.length || oneIn(3) || isObjectType(type) ? `a${++count}: ` : ''
    const sub = isObjectType(type) ? ` { ${selection(type, depth - 1)} }` : ''
    return `${alias}${field.name}${argumentsText(field)}${condition()}${sub}`
  }

  function argumentsText(field: GraphQLField<unknown, unknown>): string {
    const given = field.args.flatMap((argument) => {
      const required = isNonNullType(argument.type) && argument.defaultValue === undefined
      if (!required && !oneIn(3)) return []
      const value = valueFor(argument.name, argument.type)
      const written = oneIn(2) ? literal(value, argument.type) : variable(String(argument.type), value)
      return [`${argument.name}: ${written}`]
    })
    return given.length ? `(${given.join(', ')})` : ''
  }

  function valueFor(name: string, type: GraphQLInputType, required = false): unknown {
    if (isNonNullType(type)) return valueFor(name, type.ofType, true)
    if (!required && oneIn(20)) return null
    if (isListType(type)) return Array.from({ length: random(3) }, () => valueFor(name, type.ofType, true))
    if (isEnumType(type)) return pick(type.getValues()).name
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(
        (field) => oneIn(7) && !['and', 'or', 'not'].includes(field.name),
      )
      return Object.fromEntries(fields.map((field) => [field.name, valueFor(field.name, field.type)]))
    }
    return scalarFor(name, type.name)
  }

  function scalarFor(name: string, type: string): unknown {
    if (name === 'id' || name === 'ids') return pick([...samples.ids, ...samples.sources, 'nothing'])
    if (name === 'sources') return pick(samples.sources)
    if (name === 'substances') return 'hashish'
    switch (type) {
      case 'Int':
        return oneIn(15) ? pick([-1, 9_000]) : pick([0, 1, 2, 3, 7, 12])
      case 'Boolean':
        return oneIn(2)
      case 'SafeInt':
        return random(50)
      case 'NonNegativeFloat':
      case 'Float':
        return random(5_000)
      case 'URL':
        return pick([...samples.urls, 'https://example.org/nothing'])
      case 'CountryCode':
        return pick(['KZ', 'TJ', 'ZZ'])
      case 'LanguageTag':
        return pick(['ru', 'en', 'tg', 'de'])
      case 'Date':
        return pick(['2025-04-01', '2025-04-05'])
      case 'DateOrDateTime':
        return pick(['2025-04-01', '2025-04-03T06:00:00Z', '2025-04-05'])
      case 'TimeZone':
        return 'Asia/Almaty'
      default:
        return name === 'text' ? pick(['гашиш', 'Алматы', 'heroin']) : ''
    }
  }

  function literal(value: unknown, type: GraphQLInputType): string {
    if (isNonNullType(type)) return literal(value, type.ofType)
    if (value === null || value === undefined) return 'null'
    if (isEnumType(type)) return String(value)
    if (isListType(type))
      return `[${(value as unknown[]).map((each) => literal(each, type.ofType)).join(', ')}]`
    if (isInputObjectType(type)) {
      const fields = type.getFields()
      const entries = Object.entries(value as object)
      return `{${entries.map(([name, each]) => `${name}: ${literal(each, fields[name]!.type)}`).join(', ')}}`
    }
    return JSON.stringify(value)
  }

  const body = selection(schema.getQueryType()!, deepest)
  const header = definitions.length ? `(${definitions.join(', ')})` : ''
  return { query: `query Q${header} { ${body} } ${fragments.join(' ')}`, variables }
}
