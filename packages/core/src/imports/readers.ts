/**
 * What reads files, loaded with the first one: the parsers of many formats weigh more than everything else, and most
 * programs ask more often than they import.
 */
export { prepareReport } from './prepared-report.js'
export { importProjectRecords } from './project.js'
export { readProject } from './project-files.js'
export { readNdjsonRecords } from './project-records.js'
export { findReports } from './reports.js'
export { ResultImport } from './results.js'
export { importTestCaseFiles } from './test-cases.js'
