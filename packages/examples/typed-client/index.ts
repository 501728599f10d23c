/** A program that knows the API by its description alone: openapi-fetch with the types of openapi-typescript. */
import createClient, { type Client } from 'openapi-fetch'
import type { paths } from './api.generated.js'

export type AtmosferaClient = Client<paths>

/**
 * @param server where it is, such as `https://quality.example.org`
 * @param token one of `POST /api-tokens`
 */
export function atmosferaClient(
  server: string,
  token: string,
  options: { readonly fetch?: (request: Request) => Promise<Response> } = {},
): AtmosferaClient {
  return createClient<paths>({
    baseUrl: `${server}/api/v1`,
    headers: { authorization: `Bearer ${token}` },
    ...options,
  })
}
