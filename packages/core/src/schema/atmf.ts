import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  serial,
  text,
  timestamp,
  unique,
  uniqueIndex,
  varchar,
} from 'drizzle-orm/pg-core'
import { criterionAnswerValues, oneOf } from './allowed-values.js'
import { now } from './columns.js'
import { projects, users } from './core.js'

/** A maturity model: the built-in one, which belongs to no project, or a team's own. */
export const maturityModels = pgTable(
  'maturity_models',
  {
    id: serial().primaryKey(),
    /** Null for the model that every project may use. */
    projectId: integer('project_id'),
    name: varchar({ length: 100 }).notNull(),
    /** Grows with every edit; an assessment remembers which one it was made with. */
    version: integer().notNull().default(1),
    createdAt: now('created_at'),
    updatedAt: now('updated_at'),
  },
  (table) => [
    foreignKey({
      name: 'maturity_models_project_id_fkey',
      columns: [table.projectId],
      foreignColumns: [projects.id],
    }).onDelete('cascade'),
    uniqueIndex('idx_maturity_models_project').on(table.projectId),
    unique('maturity_models_project_id_id_key').on(table.projectId, table.id),
  ],
)

/** Each version of a model as it was, whole. */
export const maturityModelVersions = pgTable(
  'maturity_model_versions',
  {
    id: serial().primaryKey(),
    modelId: integer('model_id').notNull(),
    projectId: integer('project_id'),
    version: integer().notNull(),
    definition: jsonb().notNull(),
    createdBy: integer('created_by'),
    createdAt: now('created_at'),
  },
  (table) => [
    foreignKey({
      name: 'maturity_model_versions_model_id_fkey',
      columns: [table.modelId],
      foreignColumns: [maturityModels.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'maturity_model_versions_created_by_fkey',
      columns: [table.createdBy],
      foreignColumns: [users.id],
    }).onDelete('set null'),
    foreignKey({
      name: 'maturity_model_versions_model_same_project_fkey',
      columns: [table.projectId, table.modelId],
      foreignColumns: [maturityModels.projectId, maturityModels.id],
    }).onDelete('cascade'),
    uniqueIndex('idx_maturity_model_versions_unique').on(table.modelId, table.version),
    index('idx_maturity_model_versions_project').on(table.projectId),
  ],
)

/** Chapter 3.1: what a model measures. */
export const maturityDimensions = pgTable(
  'maturity_dimensions',
  {
    id: serial().primaryKey(),
    name: varchar({ length: 100 }).notNull(),
    description: text(),
    weight: numeric({ precision: 3, scale: 2, mode: 'number' }).default(sql`1.00`),
    createdAt: now('created_at'),
    modelId: integer('model_id'),
    /** The model's project; null for the built-in model. */
    projectId: integer('project_id'),
    /** Order within the model, from 1. */
    position: integer(),
    /** Set when an edit dropped it while assessments still refer to it. */
    retiredAt: timestamp('retired_at'),
  },
  (table) => [
    foreignKey({
      name: 'maturity_dimensions_model_id_fkey',
      columns: [table.modelId],
      foreignColumns: [maturityModels.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'maturity_dimensions_model_same_project_fkey',
      columns: [table.projectId, table.modelId],
      foreignColumns: [maturityModels.projectId, maturityModels.id],
    }).onDelete('cascade'),
    unique('maturity_dimensions_project_id_id_key').on(table.projectId, table.id),
    index('idx_maturity_dimensions_model').on(table.modelId, table.position),
  ],
)

/** Chapter 3.2: five levels of each dimension, with the criteria that make them. */
export const maturityLevels = pgTable(
  'maturity_levels',
  {
    id: serial().primaryKey(),
    dimensionId: integer('dimension_id'),
    level: integer().notNull(),
    name: varchar({ length: 50 }).notNull(),
    description: text(),
    criteria: jsonb().$type<unknown[]>().default([]),
    createdAt: now('created_at'),
    projectId: integer('project_id'),
  },
  (table) => [
    foreignKey({
      name: 'maturity_levels_dimension_id_fkey',
      columns: [table.dimensionId],
      foreignColumns: [maturityDimensions.id],
    }).onDelete('cascade'),
    check('maturity_levels_level_check', sql`${table.level} BETWEEN 1 AND 5`),
    index('idx_maturity_levels_dimension').on(table.dimensionId),
    index('idx_maturity_levels_level').on(table.level),
    foreignKey({
      name: 'maturity_levels_dimension_same_project_fkey',
      columns: [table.projectId, table.dimensionId],
      foreignColumns: [maturityDimensions.projectId, maturityDimensions.id],
    }).onDelete('cascade'),
    uniqueIndex('idx_maturity_levels_unique').on(table.dimensionId, table.level),
    index('idx_maturity_levels_project').on(table.projectId),
  ],
)

/** Chapter 3.3: what a person found, dimension by dimension. */
export const assessments = pgTable(
  'assessments',
  {
    id: serial().primaryKey(),
    projectId: integer('project_id'),
    userId: integer('user_id'),
    dimensionId: integer('dimension_id'),
    currentLevel: integer('current_level'),
    targetLevel: integer('target_level'),
    evidence: text(),
    notes: text(),
    assessmentDate: timestamp('assessment_date').default(sql`CURRENT_TIMESTAMP`),
    createdAt: now('created_at'),
    modelVersion: integer('model_version'),
  },
  (table) => [
    foreignKey({
      name: 'assessments_project_id_fkey',
      columns: [table.projectId],
      foreignColumns: [projects.id],
    }).onDelete('cascade'),
    foreignKey({ name: 'assessments_user_id_fkey', columns: [table.userId], foreignColumns: [users.id] }),
    foreignKey({
      name: 'assessments_dimension_id_fkey',
      columns: [table.dimensionId],
      foreignColumns: [maturityDimensions.id],
    }),
    check('assessments_current_level_check', sql`${table.currentLevel} BETWEEN 1 AND 5`),
    check('assessments_target_level_check', sql`${table.targetLevel} BETWEEN 1 AND 5`),
    index('idx_assessments_project').on(table.projectId),
    index('idx_assessments_dimension').on(table.dimensionId),
    index('idx_assessments_date').on(table.assessmentDate),
    index('idx_assessments_project_dimension').on(table.projectId, table.dimensionId),
  ],
)

/** What a person answered to a manual criterion. The newest answer counts, the others are history. */
export const criterionAnswers = pgTable(
  'criterion_answers',
  {
    id: serial().primaryKey(),
    projectId: integer('project_id').notNull(),
    /** The criterion's id within the model, such as `AI-3.2`. */
    criterionId: varchar('criterion_id', { length: 50 }).notNull(),
    answer: varchar({ length: 20 }).notNull(),
    evidence: text(),
    userId: integer('user_id'),
    answeredAt: now('answered_at').notNull(),
  },
  (table) => [
    foreignKey({
      name: 'criterion_answers_project_id_fkey',
      columns: [table.projectId],
      foreignColumns: [projects.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'criterion_answers_user_id_fkey',
      columns: [table.userId],
      foreignColumns: [users.id],
    }).onDelete('set null'),
    index('idx_criterion_answers_latest').on(table.projectId, table.criterionId, table.answeredAt),
    check('criterion_answers_answer_check', oneOf(table.answer, criterionAnswerValues)),
  ],
)
