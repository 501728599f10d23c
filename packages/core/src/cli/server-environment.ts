import type { ServerOptions } from '../server/options.js'
import type { Streams } from './terminal.js'

/** How the environment sets up a server, besides the database. */
export function serverOptionsOf(env: Streams['env']): ServerOptions {
  const {
    ATMOSFERA_OIDC_ISSUER: issuer,
    ATMOSFERA_OIDC_AUDIENCE: audience,
    ATMOSFERA_FORGE_APP_ID: appId,
    ATMOSFERA_METRICS_TOKEN: metricsToken,
    ATMOSFERA_CORS_ORIGINS: origins,
    ATMOSFERA_BASE_PATH: basePath,
  } = env
  return {
    ...(issuer === undefined ? {} : { oidc: { issuer, audience: audience ?? '' } }),
    ...(appId === undefined ? {} : { forge: { appId } }),
    ...(metricsToken === undefined ? {} : { metricsToken }),
    ...(origins === undefined ? {} : { corsOrigins: origins.split(/[\s,]+/).filter((one) => one !== '') }),
    ...(basePath === undefined ? {} : { basePath }),
  }
}
