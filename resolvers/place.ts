import type { Resolvers } from '../src/generated/resolvers-types.ts'
import { countryName } from '../src/read/country-name.ts'

export default {
  Place: {
    country: (place) => ({ code: place.country }),
    name: ({ name, region, country }, { language }, { gazetteer }) => {
      if (!language || language.split('-')[0] === 'en') return name
      if (!region) return countryName(country, language)
      return gazetteer.knows(region) ? gazetteer.name(region, language) : name
    },
  },
} satisfies Resolvers
