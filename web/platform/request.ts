/** Pure: an endpoint's declaration and an input become a method, an address and a body. */
import type { AnyEndpoint } from '../../contract/endpoint.ts'

export interface WireRequest {
  readonly method: string
  readonly url: string
  /** JSON, or undefined where the endpoint takes no body. */
  readonly body: string | undefined
}

type Input = Readonly<Record<string, unknown>>

/**
 * Builds the request of an endpoint. Path parameters are percent-encoded; query values that are undefined, null or ''
 * are left out, arrays repeat their key; everything that `body` declares goes there, and nothing undeclared goes anywhere.
 * @param workspaceId fills `:workspaceId` where the path has it.
 * @throws when a path parameter is missing: a fault of the caller.
 */
export const buildRequest = (endpoint: AnyEndpoint, input: Input, workspaceId?: number): WireRequest => {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = name === 'workspaceId' ? workspaceId : input[name]
    if (value === undefined || value === null || value === '') throw new Error(`${endpoint.name} lacks ${name}`)
    return encodeURIComponent(String(value))
  })
  const query = queryString(endpoint, input)
  return {
    method: endpoint.method,
    url: query ? `${path}?${query}` : path,
    body: bodyOf(endpoint, input),
  }
}

const queryString = (endpoint: AnyEndpoint, input: Input): string => {
  const query = new URLSearchParams()
  for (const name of Object.keys(endpoint.query.shape)) {
    const value = input[name]
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') query.append(name, String(one))
    }
  }
  return query.toString()
}

const bodyOf = (endpoint: AnyEndpoint, input: Input): string | undefined => {
  const names = Object.keys(endpoint.body.shape)
  if (names.length === 0) return undefined
  return JSON.stringify(Object.fromEntries(names.filter(name => name in input).map(name => [name, input[name]])))
}

/** Whether an endpoint stands inside a workspace. */
export const isInWorkspace = (endpoint: AnyEndpoint): boolean => endpoint.path.includes(':workspaceId')
