/** True where the database refused a value (SQLSTATE classes 21, 22, 23, 54), not where it could not work. */
export function isDataError(error: unknown): error is Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^(21|22|23|54)[0-9A-Z]{3}$/.test(code)
}
