/**
 * What tests of programs that embed ATMosFera need: a database of their own within half a second, and projects
 * described in a few lines.
 *
 * @module @atmosfera/core/testing
 */
export {
  type BuiltProject,
  buildProject,
  type ProjectDescription,
  type TestCaseDescription,
} from './builders.js'
export { createTestAtmosfera } from './create-test-atmosfera.js'
