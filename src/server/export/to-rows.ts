import type { TableField } from './table-plan.ts'

export type Cell = string | number | boolean | null
export type Row = Cell[]

/** Rows of one answer: an object is one, a list as many as it has members, an inner list its parent's over again. */
export function toRows(answer: Record<string, unknown>, field: TableField, width: number): Row[] {
  const value = answer[field.key]
  if (value == null) return []
  const empty: Row = new Array(width).fill(null)
  if (field.kind === 'values') return (value as unknown[]).map((each) => [toCell(each)])
  const wholeList = rowList(field)
  return expand([field], answer, [empty], wholeList)
}

/** The list that makes the table; without members it makes no row, an inner one leaves its parent's. */
function rowList(field: TableField): TableField | null {
  if (field.kind === 'list') return field
  if (field.kind !== 'object') return null
  for (const each of field.fields) {
    const found = rowList(each)
    if (found) return found
  }
  return null
}

function expand(
  fields: TableField[],
  value: Record<string, unknown>,
  rows: Row[],
  whole: TableField | null,
): Row[] {
  // Cells first: the list, wherever it stands, copies rows that are full.
  const plain = fields.filter((field) => field.kind === 'cell')
  const filled = rows.map((row) => fill(plain, value, row))
  return fields
    .filter((field) => field.kind === 'object' || field.kind === 'list')
    .sort((a, b) => Number(repeats(a)) - Number(repeats(b)))
    .reduce((sofar, field) => {
      const inner = value[field.key]
      if (field.kind === 'object')
        return expand(field.fields, (inner ?? {}) as Record<string, unknown>, sofar, whole)
      const members = (inner ?? []) as (Record<string, unknown> | null)[]
      if (members.length === 0) return field === whole ? [] : sofar
      return members.flatMap((member) => expand(field.fields, member ?? {}, sofar, whole))
    }, filled)
}

function repeats(field: TableField): boolean {
  return field.kind === 'list' || (field.kind === 'object' && field.fields.some(repeats))
}

function fill(fields: TableField[], value: Record<string, unknown>, row: Row): Row {
  const filled = [...row]
  for (const field of fields) if (field.kind === 'cell') filled[field.column] = toCell(value[field.key])
  return filled
}

function toCell(value: unknown): Cell {
  if (value === undefined || value === null) return null
  if (Array.isArray(value)) return value.map((each) => String(toCell(each) ?? '')).join('; ')
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  // Scalars may still be objects here: an instant, an address. JSON says how they are written.
  const written: unknown = JSON.parse(JSON.stringify(value))
  return typeof written === 'object' ? JSON.stringify(written) : toCell(written)
}
