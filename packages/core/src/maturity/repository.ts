import { sql } from 'drizzle-orm'
import { rowOf, rowsOf, toDate } from '../database/engine.js'
import { tableRepository } from '../database/table-repository.js'
import type { Transaction } from '../database/transaction.js'
import { assessments, criterionAnswers } from '../schema/atmf.js'
import type { Assessment } from './assessments.js'
import type { ManualAnswer } from './criteria.js'
import { levelNames, levelNumbers } from './levels.js'
import type { Criterion, Dimension, MaturityModel } from './model/types.js'
import type { CriterionAnswerEntry, MaturityAssessment } from './types.js'

export const assessmentRepository = tableRepository<MaturityAssessment>(assessments, {
  sorts: { assessmentDate: assessments.assessmentDate },
  filters: { dimensionId: assessments.dimensionId, userId: assessments.userId },
})

export const answerRepository = tableRepository<CriterionAnswerEntry>(criterionAnswers, {
  filters: { criterionId: criterionAnswers.criterionId },
})

/** A model as it is stored, with the ids of its dimensions by name. */
export interface StoredModel {
  readonly id: number
  readonly projectId: number | null
  readonly model: MaturityModel
  readonly dimensionIds: ReadonlyMap<string, number>
}

interface StoredDimension {
  readonly id: number
  readonly name: string
  readonly description: string | null
  readonly weight: number
  readonly levels: readonly {
    readonly level: number
    readonly name: string
    readonly description: string | null
    readonly criteria: readonly unknown[] | null
  }[]
}

/** The project's own model, or else the built-in one; for null the built-in one. */
export async function readModel({ db }: Transaction, projectId: number | null): Promise<StoredModel> {
  const row = await rowOf<{
    id: number
    projectId: number | null
    name: string
    version: number
    dimensions: readonly StoredDimension[]
  }>(
    db,
    sql`SELECT model.id, model.project_id AS "projectId", model.name, model.version, (
        SELECT coalesce(json_agg(json_build_object('id', dimension.id, 'name', dimension.name, 'description', dimension.description,
          'weight', coalesce(dimension.weight, 1)::float8, 'levels', (
            SELECT coalesce(json_agg(json_build_object('level', level.level, 'name', level.name, 'description', level.description,
              'criteria', level.criteria) ORDER BY level.level), '[]')
            FROM maturity_levels AS level WHERE level.dimension_id = dimension.id
          )) ORDER BY dimension.position NULLS LAST, dimension.id), '[]')
        FROM maturity_dimensions AS dimension WHERE dimension.model_id = model.id AND dimension.retired_at IS NULL
      ) AS dimensions
      FROM maturity_models AS model
      WHERE model.project_id IS NULL OR model.project_id = ${projectId}::integer
      ORDER BY model.project_id NULLS LAST LIMIT 1`,
  )
  const { id, name, version, dimensions } = row
  return {
    id,
    projectId: row.projectId,
    model: { name, version, dimensions: dimensions.map(toDimension) },
    dimensionIds: new Map(dimensions.map((dimension) => [dimension.name, dimension.id])),
  }
}

/** A dimension with all five levels, also where somebody stored fewer. */
function toDimension({ id, name, description, weight, levels }: StoredDimension): Dimension {
  return {
    name,
    description: description ?? '',
    weight,
    levels: levelNumbers.map((number) => {
      const stored = levels.find((level) => level.level === number)
      const criteria = (stored?.criteria ?? []).map((criterion, index) =>
        toCriterion(criterion, `${id}-${number}.${index + 1}`),
      )
      return {
        level: number,
        name: stored?.name ?? levelNames[number],
        description: stored?.description ?? '',
        criteria,
      }
    }),
  }
}

/** The specification allows any JSON; a criterion that is only a text is a question. */
function toCriterion(stored: unknown, id: string): Criterion {
  if (typeof stored === 'object' && stored !== null && 'id' in stored) return stored as Criterion
  const text = typeof stored === 'string' ? stored : JSON.stringify(stored)
  return { id, text, question: text }
}

/** All assessments of a project, by the names of their dimensions. */
export async function readAssessments(
  { db }: Transaction,
  projectId: number,
): Promise<readonly Assessment[]> {
  const rows = await rowsOf<Omit<Assessment, 'date'> & { date: string | null }>(
    db,
    sql`SELECT assessment.id, dimension.name AS dimension, assessment.user_id AS assessor,
        assessment.current_level AS "currentLevel", assessment.target_level AS "targetLevel",
        assessment.assessment_date AS date, assessment.evidence, assessment.notes, assessment.model_version AS "modelVersion"
      FROM assessments AS assessment JOIN maturity_dimensions AS dimension ON dimension.id = assessment.dimension_id
      WHERE assessment.project_id = ${projectId} ORDER BY assessment.id`,
  )
  // One without a date is older than any other, as it is in the view maturity_progress.
  return rows.map(({ date, ...row }) => ({ ...row, date: date === null ? new Date(0) : toDate(date) }))
}

/** All answers of a project. */
export async function readAnswers({ db }: Transaction, projectId: number): Promise<readonly ManualAnswer[]> {
  const rows = await rowsOf<Omit<ManualAnswer, 'answeredAt'> & { answeredAt: string }>(
    db,
    sql`SELECT criterion_id AS "criterionId", answer, evidence, user_id AS "answeredBy", answered_at AS "answeredAt"
      FROM criterion_answers WHERE project_id = ${projectId} ORDER BY id`,
  )
  return rows.map((row) => ({ ...row, answeredAt: toDate(row.answeredAt) }))
}

/** The row of a model, locked; made where the project has none of its own yet. */
export async function lockModel(
  { db }: Transaction,
  projectId: number | null,
  name: string,
): Promise<{ readonly id: number; readonly version: number } | undefined> {
  if (projectId !== null) {
    // Does nothing where there is one, also where somebody else makes it at this moment.
    await db.execute(sql`
      INSERT INTO maturity_models (project_id, name, version)
      SELECT ${projectId}::integer, ${name}::varchar, version FROM maturity_models WHERE project_id IS NULL
      ON CONFLICT (project_id) DO NOTHING`)
  }
  const [model] = await rowsOf<{ id: number; version: number }>(
    db,
    sql`SELECT id, version FROM maturity_models WHERE project_id IS NOT DISTINCT FROM ${projectId}::integer FOR UPDATE`,
  )
  return model
}

/** Replaces what a model consists of, as its next version, and keeps that version whole. */
export async function writeModel(
  { db }: Transaction,
  stored: { readonly id: number; readonly projectId: number | null },
  model: MaturityModel,
  by: number | null,
): Promise<void> {
  const definition = JSON.stringify(model)
  await db.execute(sql`
    UPDATE maturity_models SET name = ${model.name}, version = ${model.version} WHERE id = ${stored.id}`)
  // A dimension that was dropped keeps its row as long as anything refers to it.
  await db.execute(sql`
    UPDATE maturity_dimensions SET retired_at = CURRENT_TIMESTAMP
    WHERE model_id = ${stored.id} AND retired_at IS NULL
      AND name <> ALL (SELECT entry ->> 'name' FROM json_array_elements(${definition}::json -> 'dimensions') AS entry)`)
  await db.execute(sql`
    WITH given AS (
      SELECT entry ->> 'name' AS name, entry ->> 'description' AS description, (entry ->> 'weight')::numeric AS weight,
        position::integer AS position
      FROM json_array_elements(${definition}::json -> 'dimensions') WITH ORDINALITY AS list (entry, position)
    ), updated AS (
      UPDATE maturity_dimensions AS dimension SET description = given.description, weight = given.weight,
        position = given.position, retired_at = NULL
      FROM given WHERE dimension.model_id = ${stored.id} AND dimension.name = given.name
      RETURNING dimension.name
    )
    INSERT INTO maturity_dimensions (model_id, project_id, name, description, weight, position)
    SELECT ${stored.id}::integer, ${stored.projectId}::integer, name, description, weight, position FROM given
    WHERE name NOT IN (SELECT name FROM updated) ORDER BY position`)
  await db.execute(sql`
    INSERT INTO maturity_levels (dimension_id, project_id, level, name, description, criteria)
    SELECT dimension.id, ${stored.projectId}::integer, (level ->> 'level')::integer, level ->> 'name', level ->> 'description',
      (level -> 'criteria')::jsonb
    FROM json_array_elements(${definition}::json -> 'dimensions') AS entry
    CROSS JOIN LATERAL json_array_elements(entry -> 'levels') AS level
    JOIN maturity_dimensions AS dimension ON dimension.model_id = ${stored.id} AND dimension.name = entry ->> 'name'
    ON CONFLICT (dimension_id, level) DO UPDATE
      SET name = excluded.name, description = excluded.description, criteria = excluded.criteria`)
  await db.execute(sql`
    INSERT INTO maturity_model_versions (model_id, project_id, version, definition, created_by)
    VALUES (${stored.id}, ${stored.projectId}, ${model.version}, ${definition}::jsonb, ${by})`)
}

/** A version of the project's model as it was, or undefined. */
export async function readModelVersion(
  { db }: Transaction,
  projectId: number | null,
  version: number,
): Promise<MaturityModel | undefined> {
  const [row] = await rowsOf<{ definition: MaturityModel }>(
    db,
    sql`SELECT version.definition FROM maturity_model_versions AS version
      WHERE version.version = ${version} AND (version.project_id IS NULL OR version.project_id = ${projectId}::integer)
      ORDER BY version.project_id NULLS LAST LIMIT 1`,
  )
  return row?.definition
}

/** The ids of the projects that the actor may read, without this one. */
export async function readOtherProjects({ db }: Transaction, projectId: number): Promise<readonly number[]> {
  const rows = await rowsOf<{ id: number }>(
    db,
    sql`SELECT id FROM projects WHERE id <> ${projectId} ORDER BY id`,
  )
  return rows.map((row) => row.id)
}
