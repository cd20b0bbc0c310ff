import { useMemo } from 'preact/hooks'
import { useQuery } from '../api/use-query.ts'
import { RegionNamesDocument } from '../generated/graphql.ts'
import { locale } from '../i18n/locale.ts'

/** Names of regions in the reader's language, asked for once some are wanted; their codes until they are known. */
export function useRegionNames(wanted: boolean): (code: string) => string {
  const { answer } = useQuery(RegionNamesDocument, { language: locale.value }, { skip: !wanted })
  const regions = answer?.data.regions
  const names = useMemo(() => new Map(regions?.map(({ code, name }) => [code, name])), [regions])
  return (code) => names.get(code) ?? code
}
