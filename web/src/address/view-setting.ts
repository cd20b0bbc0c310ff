import { navigate, path, search } from './location.ts'

/** A choice of one screen (`by`, `measure`…), kept in the address; the first of `allowed` goes unsaid. */
export function viewSetting<T extends string>(name: string, allowed: readonly [T, ...T[]]): T {
  const given = new URLSearchParams(search.value).get(name) as T
  return allowed.includes(given) ? given : allowed[0]
}

export function chooseView<T extends string>(name: string, value: T, allowed: readonly [T, ...T[]]): void {
  const parameters = new URLSearchParams(search.value)
  if (value === allowed[0]) parameters.delete(name)
  else parameters.set(name, value)
  const query = parameters.toString().replaceAll('%2C', ',')
  navigate(query ? `${path.value}?${query}` : path.value)
}
