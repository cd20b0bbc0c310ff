export const query = `subscription ($filter: EventFilter) { eventChanges(filter: $filter) {
  cursor seq kind at event { id url title publishedAt language country { code } source { id } categories substances { id } } } }`

/** Variables of filters different from each other, most of them narrow, as users' filters are. */
export function filters(count: number): object[] {
  const countries = ['AZ', 'KZ', 'KG', 'RU', 'TJ', 'TM', 'UZ']
  const categories = ['SEIZURE', 'ARREST', 'OPERATION', 'PREVENTION', 'MEETING']
  return Array.from({ length: count }, (_, i) => {
    const country = countries[i % 7]!
    const kinds = [
      { countries: [country], minGrams: i },
      { categories: [categories[i % 5]], minGrams: i },
      { sources: [`${country.toLowerCase()}/source-${i % 3}`], minGrams: i / 2 },
      { countries: [country], categories: [categories[i % 5], categories[(i + 1) % 5]], minGrams: i },
    ]
    return { filter: kinds[i % kinds.length] }
  })
}
