/**
 * What the server answers, as it declares it. Types alone: nothing of the server gets into the app's bundles.
 */
export type * from '../../core/src/server/forge/answers'
