import { BadInput } from '../../model/errors.ts'

/** Far above what any filter takes. */
const limits = { textLength: 65_536, depth: 40 }

/**
 * Throws `BadInput` for variables of a question that nothing could be meant by: refused as a whole, before a field
 * of the answer has to. Texts of mutations may be long.
 */
export function checkVariables(document: unknown, variables: unknown): void {
  if (typeof variables !== 'object' || variables === null) return
  const isQuestion = typeof document === 'string' && !/\bmutation\b/.test(document)
  let level: unknown[] = [variables]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limits.depth)
      throw new BadInput(`The variables go deeper than the ${limits.depth} levels they may.`)
    level = level.flatMap((value) => {
      if (isQuestion && typeof value === 'string' && value.length > limits.textLength)
        throw new BadInput(
          `A text among the variables is longer than the ${limits.textLength} characters it may have.`,
        )
      return typeof value === 'object' && value !== null ? Object.values(value) : []
    })
  }
}
