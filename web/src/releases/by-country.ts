/** Rows under their countries, in the order the countries first come. */
export function byCountry<Row extends { country: { code: string } }>(
  rows: readonly Row[],
): [code: string, rows: Row[]][] {
  return [...Map.groupBy(rows, ({ country }) => country.code)]
}
