import type { ConnectorDefinition } from './types.ts'

/** Declares one source, or several of one shape; checks nothing at run time, the harness does. */
export function defineConnector<D extends ConnectorDefinition | ConnectorDefinition[]>(definition: D): D {
  return definition
}
