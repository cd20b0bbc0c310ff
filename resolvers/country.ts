import type { Resolvers } from '../src/generated/resolvers-types.ts'
import { isMemberState } from '../src/model/country.ts'
import { countryName } from '../src/read/country-name.ts'

export default {
  Query: {
    country: (_, { code }) => ({ code }),
    countries: (_, __, context) => context.countries(),
  },
  Country: {
    __resolveReference: ({ code }) => ({ code }),
    name: ({ code }, { language }) => countryName(code, language ?? 'en'),
    memberState: ({ code }) => isMemberState(code),
    sources: ({ code }, _, { sources }) => sources.all.filter((source) => source.country === code),
    events: ({ code }, { filter, orderBy, ...page }, context) =>
      context.events(filter, orderBy, page, { countries: [code] }),
  },
} satisfies Resolvers
