import { NotFoundError } from '../../errors.js'
import { text } from '../../reports/html-parts.js'
import type { Content } from './markup.js'
import type { ProjectVisit } from './project-page.js'

/** What somebody is called; people who left, and those one does not know of, have no name. */
export async function personName(
  { services }: Pick<ProjectVisit, 'services'>,
  person: number | string | null,
): Promise<Content> {
  if (person === null) return 'a machine'
  if (typeof person === 'string') return text(person)
  try {
    return text((await services.users.get(person)).fullName)
  } catch (error) {
    if (error instanceof NotFoundError) return 'somebody'
    throw error
  }
}
