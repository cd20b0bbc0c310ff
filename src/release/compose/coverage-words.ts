export interface HeardSource {
  name: string
  heardDays: number
  /** Days that have begun and on which it was not heard. */
  silentDays: number
}

const mostNamed = 30

/** What a release must say of the sources it rests on: silence is never taken for "no news". */
export function coverageWords(sources: HeardSource[]): string[] {
  const silent = sources.filter(({ heardDays }) => heardDays === 0)
  const partly = sources.filter(({ heardDays, silentDays }) => heardDays > 0 && silentDays > 0)
  const whole = sources.length - silent.length - partly.length
  if (sources.length === 0) return ['No source is polled; the release tells what was imported.']
  if (whole === sources.length)
    return [`Every one of the ${sources.length} sources was heard on every day of the period.`]
  if (silent.length === sources.length)
    return [
      `None of the ${sources.length} sources was heard in this period; the release tells what was imported or read later.`,
      reminder,
    ]
  return [
    `Of ${sources.length} sources ${whole} ${whole === 1 ? 'was' : 'were'} heard on every day of the period.`,
    ...(partly.length
      ? [
          `Heard on some days only: ${list(partly, ({ name, heardDays, silentDays }) => `${name} (${heardDays} of ${heardDays + silentDays} days)`)}.`,
        ]
      : []),
    ...(silent.length ? [`Not heard at all: ${list(silent, ({ name }) => name)}.`] : []),
    reminder,
  ]
}

const reminder = 'That a source was silent does not mean that nothing happened.'

function list<T>(items: T[], toWords: (item: T) => string): string {
  const named = items.slice(0, mostNamed).map(toWords).join('; ')
  return items.length > mostNamed ? `${named}; and ${items.length - mostNamed} more` : named
}
