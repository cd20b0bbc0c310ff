/** Rows under a header, columns wide enough for what they hold; numbers to the right. */
export function table(header: string[], rows: (string | number)[][]): string {
  const all = [header, ...rows.map((row) => row.map(String))]
  const widths = header.map((_, i) => Math.max(...all.map((row) => [...(row[i] ?? '')].length)))
  const isNumber = header.map((_, i) => rows.every((row) => typeof row[i] === 'number'))
  const lines = all.map((row) =>
    row
      .map((cell, i) => {
        const space = ' '.repeat(widths[i]! - [...cell].length)
        return isNumber[i] ? space + cell : cell + space
      })
      .join('  ')
      .trimEnd(),
  )
  return [lines[0], widths.map((width) => '─'.repeat(width)).join('  '), ...lines.slice(1)].join('\n')
}
