import { fileURLToPath } from 'node:url'

/** The app's own folder, where its manifest is. */
export const appFolder: string = fileURLToPath(new URL('../../', import.meta.url))
