import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  serial,
  text,
  unique,
  uniqueIndex,
  varchar,
} from 'drizzle-orm/pg-core'
import { accessLevels, oneOf, projectTypes, userRoles } from './allowed-values.js'
import { now } from './columns.js'

/** Chapter 2.1: who can log in. */
export const users = pgTable(
  'users',
  {
    id: serial().primaryKey(),
    username: varchar({ length: 50 }).notNull(),
    passwordHash: varchar('password_hash', { length: 255 }).notNull(),
    fullName: varchar('full_name', { length: 100 }).notNull(),
    email: varchar({ length: 255 }).notNull(),
    role: varchar({ length: 20 }).default('user').notNull(),
    createdAt: now('created_at'),
    updatedAt: now('updated_at'),
  },
  (table) => [
    unique('users_username_key').on(table.username),
    unique('users_email_key').on(table.email),
    index('idx_users_username').on(table.username),
    index('idx_users_email').on(table.email),
    index('idx_users_role').on(table.role),
    check('users_role_check', oneOf(table.role, userRoles)),
  ],
)

/** Chapter 2.2: the tenants. */
export const projects = pgTable(
  'projects',
  {
    id: serial().primaryKey(),
    name: varchar({ length: 100 }).notNull(),
    description: text(),
    status: varchar({ length: 20 }).default('active'),
    projectType: varchar('project_type', { length: 30 }),
    industryArea: varchar('industry_area', { length: 50 }),
    regulations: varchar({ length: 100 }),
    additionalContext: text('additional_context'),
    qualityFocus: text('quality_focus'),
    testStrategy: text('test_strategy'),
    /** How runs become verdicts here, where it differs from the default policy. */
    coveragePolicy: jsonb('coverage_policy').$type<Readonly<Record<string, unknown>>>().notNull().default({}),
    createdAt: now('created_at'),
    updatedAt: now('updated_at'),
  },
  (table) => [
    index('idx_projects_status').on(table.status),
    index('idx_projects_type').on(table.projectType),
    index('idx_projects_industry').on(table.industryArea),
    index('idx_projects_active').on(table.id).where(sql`${table.status} = 'active'`),
    check('projects_project_type_check', oneOf(table.projectType, projectTypes)),
  ],
)

/** Who may do what in which project. The specification's policy refers to this table without defining it. */
export const userProjectAccess = pgTable(
  'user_project_access',
  {
    id: serial().primaryKey(),
    userId: integer('user_id').notNull(),
    projectId: integer('project_id').notNull(),
    accessLevel: varchar('access_level', { length: 20 }).notNull().default('write'),
    grantedBy: integer('granted_by'),
    createdAt: now('created_at'),
    updatedAt: now('updated_at'),
  },
  (table) => [
    foreignKey({
      name: 'user_project_access_user_id_fkey',
      columns: [table.userId],
      foreignColumns: [users.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'user_project_access_project_id_fkey',
      columns: [table.projectId],
      foreignColumns: [projects.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'user_project_access_granted_by_fkey',
      columns: [table.grantedBy],
      foreignColumns: [users.id],
    }).onDelete('set null'),
    uniqueIndex('idx_user_project_access_unique').on(table.userId, table.projectId),
    index('idx_user_project_access_project').on(table.projectId),
    check('user_project_access_level_check', oneOf(table.accessLevel, accessLevels)),
  ],
)
