const parents: Record<string, string[]> = {
  heroin: ['opioids', 'drugs'],
  opium: ['opioids', 'drugs'],
  opioids: ['drugs'],
  hashish: ['cannabis', 'drugs'],
  cannabis: ['drugs'],
}

/** A small vocabulary that stands for the real one. */
export const contractVocabulary = {
  ancestors: (substance: string) => parents[substance] ?? [],
  expandText: (text: string) => {
    const word = text.toLowerCase()
    if (['heroin', 'героин'].includes(word)) return { concepts: ['heroin'], words: ['геройин'] }
    if (word === 'opioids') return { concepts: ['opioids'], words: [] }
    if (word === 'poppy straw') return { concepts: [], words: ['маковая соломка'] }
    return { concepts: [], words: [] }
  },
  timeZoneOf: (sourceId: string) => (sourceId.startsWith('kz/') ? 'Asia/Almaty' : 'UTC'),
}
