import { GraphQLError, GraphQLScalarType, Kind } from 'graphql'
import {
  DateResolver,
  DateTimeResolver,
  NonNegativeFloatResolver,
  NonNegativeIntResolver,
  SafeIntResolver,
  TimeZoneResolver,
  URLResolver,
} from 'graphql-scalars'
import type { Resolvers } from '../src/generated/resolvers-types.ts'

/** A scalar of strings; `parse` returns the normal form, null for what is not one of them. */
function stringScalar(name: string, example: string, parse: (text: string) => string | null, bare = false) {
  const read = (value: unknown) => {
    const parsed = typeof value === 'string' ? parse(value) : null
    if (parsed === null) throw new GraphQLError(`${name} must be ${example}, not ${JSON.stringify(value)}.`)
    return parsed
  }
  return new GraphQLScalarType({
    name,
    parseValue: read,
    parseLiteral: (node) => {
      if (node.kind === Kind.STRING || (bare && node.kind === Kind.ENUM)) return read(node.value)
      throw new GraphQLError(`${name} must be ${example}.`, { nodes: node })
    },
  })
}

export default {
  Date: DateResolver,
  DateTime: DateTimeResolver,
  DateOrDateTime: stringScalar('DateOrDateTime', 'like "2025-04-03" or "2025-04-03T09:15:00Z"', toMoment),
  URL: URLResolver,
  SafeInt: SafeIntResolver,
  NonNegativeInt: NonNegativeIntResolver,
  NonNegativeFloat: NonNegativeFloatResolver,
  TimeZone: TimeZoneResolver,
  CountryCode: stringScalar('CountryCode', 'an ISO 3166-1 alpha-2 code like "KZ", or "ZZ"', toCountry, true),
  LanguageTag: stringScalar('LanguageTag', 'a BCP 47 tag like "ru" or "uz-Latn"', toLanguage),
} satisfies Resolvers

function toMoment(text: string): string | null {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return isDay(text) ? text : null
  const instant = /^(\d{4}-\d\d-\d\d)[Tt]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)$/.exec(text)
  const time = Date.parse(text)
  return instant && isDay(instant[1]!) && Number.isFinite(time) ? new Date(time).toISOString() : null
}

/** `Date.parse` takes 30 February for 2 March. */
function isDay(text: string): boolean {
  const time = Date.parse(text)
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text)
}

function toCountry(text: string): string | null {
  return /^[a-z]{2}$/i.test(text) ? text.toUpperCase() : null
}

function toLanguage(text: string): string | null {
  try {
    return Intl.getCanonicalLocales(text)[0] ?? null
  } catch {
    return null
  }
}
