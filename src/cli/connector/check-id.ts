/** Throws when the id is not `<cc>/<slug>` or `regional/<slug>`. */
export function checkId(id: string): void {
  if (!/^(?:[a-z]{2}|regional)\/[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))
    throw new Error(
      `${id} is not an id: two letters of the country (or "regional"), a slash, a slug of a-z, 0-9, -`,
    )
}
